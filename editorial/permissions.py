"""The permissions of the office, by name. `roles.py` gives them to groups, `models/manuscripts.py` declares them."""

from typing import Final

VIEW_MANUSCRIPT: Final = "editorial.view_manuscript"
VIEW_REVISION: Final = "editorial.view_revision"
VIEW_EVENT: Final = "editorial.view_event"
VIEW_CHECK: Final = "editorial.view_check"
VIEW_WAIVER: Final = "editorial.view_waiver"
VIEW_EVIDENCE: Final = "editorial.view_evidence"

SAVE_MANUSCRIPT: Final = "editorial.save_manuscript"
SUBMIT_MANUSCRIPT: Final = "editorial.submit_manuscript"
RETURN_MANUSCRIPT: Final = "editorial.return_manuscript"
CHECK_CITATION: Final = "editorial.check_citation"
APPROVE_MANUSCRIPT: Final = "editorial.approve_manuscript"
PUBLISH_MANUSCRIPT: Final = "editorial.publish_manuscript"
WITHDRAW_MANUSCRIPT: Final = "editorial.withdraw_manuscript"
WAIVE_OBSTACLE: Final = "editorial.waive_obstacle"
MARK_SOURCE: Final = "editorial.mark_source"
IMPORT_CONTENT: Final = "editorial.import_content"
MANAGE_ACCOUNTS: Final = "editorial.manage_accounts"
ASSIGN_MANUSCRIPT: Final = "editorial.assign_manuscript"
MERGE_SOURCE: Final = "editorial.merge_source"
