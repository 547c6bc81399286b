"""The addresses of meetings, in Danish."""

from django.urls import path

from .views import (
    agenda,
    attachments,
    attendance,
    contributions,
    documents,
    follow_ups,
    forums,
    item_steps,
    items,
    meetings,
    minutes,
    projector,
    sending,
    steps,
    texts,
    told,
    writing,
)

app_name = "meetings"

MEETINGS = [
    path("", meetings.meeting_list, name="list"),
    path("nyt/", meetings.new, name="new"),
    path("<int:pk>/", meetings.meeting, name="meeting"),
    path("<int:pk>/ret/", meetings.edit, name="edit"),
    path("<int:pk>/aflys/", meetings.cancel, name="cancel"),
    path("<int:pk>/trin/<slug:name>/", steps.step, name="step"),
    path("<int:pk>/sendt/", told.sent, name="told"),
    path("<int:pk>/version/<int:number>/", meetings.version, name="version"),
    path("<int:pk>/dagsorden/", agenda.agenda, name="agenda"),
    path("<int:pk>/dagsorden/raekkefoelge/", agenda.order, name="order"),
    path("<int:pk>/dagsorden/nyt-punkt/", agenda.add_item, name="add_item"),
    path("<int:pk>/klar/", sending.readiness, name="readiness"),
    path("<int:pk>/forhaandsvisning/", sending.preview, name="preview"),
    path("<int:pk>/send/", sending.send, name="send"),
    path("<int:pk>/aendringer/", sending.send_changes, name="changes"),
    path("<int:pk>/pdf/", documents.order_preview, name="order_preview"),
]
ITEMS = [
    path("punkt/<uuid:pk>/", items.item, name="item"),
    path("punkt/<uuid:pk>/ret/", items.item_edit, name="item_edit"),
    path("punkt/<uuid:pk>/indstilling/", items.recommendations, name="recommendations"),
    path("punkt/<uuid:pk>/gaester/", items.guests, name="guests"),
    path("punkt/<uuid:pk>/underpunkt/", items.sub_item, name="sub_item"),
    path("punkt/<uuid:pk>/udtalelse/", items.statement_new, name="statement_new"),
    path("udtalelse/<int:pk>/", items.statement, name="statement"),
    path("udtalelse/<int:pk>/slet/", items.statement_remove, name="statement_remove"),
    path("punkt/<uuid:pk>/flyt/", item_steps.move, name="item_move"),
    path("punkt/<uuid:pk>/kopier/", item_steps.copy, name="item_copy"),
    path("punkt/<uuid:pk>/udsaet/", item_steps.postpone, name="item_postpone"),
    path("punkt/<uuid:pk>/slet/", item_steps.remove, name="item_remove"),
    path("punkt/<uuid:pk>/udgaar/", item_steps.withdraw, name="item_withdraw"),
    path("punkt/<uuid:pk>/pdf/", documents.order_item, name="order_item"),
    path("punkt/<uuid:pk>/tekst/", texts.save_text, name="save_text"),
    path("punkt/<uuid:pk>/hvem-skriver/", texts.presence, name="presence"),
    path("punkt/<uuid:pk>/historik/<slug:field>/", texts.history, name="history"),
    path("punkt/<uuid:pk>/historik/<slug:field>/<int:number>/", texts.restore, name="restore"),
]
ATTACHMENTS = [
    path("punkt/<uuid:pk>/bilag/", attachments.upload, name="upload"),
    path("punkt/<uuid:pk>/bilag/raekkefoelge/", attachments.order, name="attachment_order"),
    path("bilag/<uuid:pk>/", attachments.attachment, name="attachment"),
    path("bilag/<uuid:pk>/hent/", attachments.download, name="attachment_download"),
    path("bilag/<uuid:pk>/tilstand/", attachments.state, name="attachment_state"),
    path("bilag/<uuid:pk>/ny-version/", attachments.replace, name="attachment_replace"),
    path("bilag/<uuid:pk>/slet/", attachments.remove, name="attachment_remove"),
    path("punkt/<uuid:pk>/bidrag/", contributions.ask, name="ask"),
    path("bidrag/<int:pk>/", contributions.contribution, name="contribution"),
    path("bidrag/<int:pk>/fil/", contributions.contribution_file, name="contribution_file"),
    path("bidrag/<int:pk>/tag-ind/", contributions.take_in, name="take_in"),
    path("bidrag/<int:pk>/luk/", contributions.revoke, name="revoke"),
    path("bidrag/udefra/<str:token>/", contributions.contribute, name="contribute"),
]
DOCUMENTS = [
    path("dokument/<uuid:pk>/", documents.document, name="document"),
    path("dokument/<uuid:pk>/fremdrift/", documents.progress, name="document_progress"),
    path("dokument/<uuid:pk>/igen/", documents.again, name="document_again"),
]
FORUMS = [
    path("fora/", forums.forums, name="forums"),
    path("fora/<slug:slug>/", forums.forum, name="forum"),
    path("fora/<slug:slug>/nyt-punkt/", forums.standing_new, name="standing_new"),
    path("fora/<slug:slug>/raekkefoelge/", forums.standing_order, name="standing_order"),
    path("fast-punkt/<int:pk>/", forums.standing, name="standing"),
    path("fast-punkt/<int:pk>/slet/", forums.standing_remove, name="standing_remove"),
]
MINUTES = [
    path("<int:pk>/referat/", minutes.minutes, name="minutes"),
    path("<int:pk>/referat/<int:number>/", minutes.minutes_version, name="minutes_version"),
    path("<int:pk>/referat/rettelse/", minutes.editor_note, name="editor_note"),
    path("<int:pk>/referat/send/", sending.send_minutes, name="send_minutes"),
    path("<int:pk>/referat/skriv/", writing.start_writing, name="start_writing"),
    path("punkt/<uuid:pk>/referat/", writing.write, name="write"),
    path("punkt/<uuid:pk>/paa-skaermen/", writing.show_item, name="show_item"),
    path("punkt/<uuid:pk>/opfoelgning/", writing.new_follow_up, name="new_follow_up"),
    path("punkt/<uuid:pk>/holdninger/", writing.positions, name="positions"),
    path("<int:pk>/skaerm/", projector.projector, name="projector"),
    path("<int:pk>/skaerm/indhold/", projector.projector_content, name="projector_content"),
    path("<int:pk>/fremmoede/", attendance.attendance, name="attendance"),
    path("<int:pk>/fremmoede/medlemmer/", attendance.expect, name="expect"),
    path("<int:pk>/fremmoede/ny/", attendance.attendee_add, name="attendee_add"),
    path("<int:pk>/fremmoede/<int:row>/fjern/", attendance.attendee_remove, name="attendee_remove"),
    path("opfoelgning/", follow_ups.follow_ups, name="follow_ups"),
    path("opfoelgning/<int:pk>/", follow_ups.follow_up, name="follow_up"),
    path("opfoelgning/<int:pk>/afslut/", follow_ups.follow_up_close, name="follow_up_close"),
    path("opfoelgning/<int:pk>/genaabn/", follow_ups.follow_up_reopen, name="follow_up_reopen"),
    path("<int:pk>/opfoelgning/", follow_ups.follow_ups_offer, name="follow_ups_offer"),
]

urlpatterns = [*MEETINGS, *ITEMS, *ATTACHMENTS, *DOCUMENTS, *FORUMS, *MINUTES]
