"""docs/workflow.md is what the tables say."""

import pytest
from django.core.management import CommandError, call_command

from dasportal.management.commands import workflow_diagram


def test_the_document_is_not_stale():
    call_command("workflow_diagram", check=True)


def test_a_stale_document_is_told(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match="forældet"):
        call_command("workflow_diagram", check=True)
    call_command("workflow_diagram", verbosity=0)
    call_command("workflow_diagram", check=True)


def test_each_table_is_there_once():
    names = [flow.name for _, flow in workflow_diagram.workflows()]
    assert {"roles", "invitations"} <= set(names)
    assert len(names) == len(set(names))
