"""What a reader opens: bilag page by page, words in the meeting, copies to keep."""
