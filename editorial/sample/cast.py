"""The sample's accounts. Their passwords are public: they exist only in the sample."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Group, User


@dataclass(frozen=True)
class Member:
    username: str
    first_name: str
    last_name: str
    role: str
    group: str
    password: str
    shown: bool = True


EDITOR = Member("editor", "Edith", "Sample", "editor", "Editors", "edit-the-sample")
MODERATOR = Member("moderator", "Moritz", "Sample", "moderator", "Moderators", "check-the-sample")
APPROVER = Member("approver", "Ada", "Sample", "approver", "Approvers", "approve-the-sample")
CAST = (EDITOR, MODERATOR, APPROVER)


def enlist(member: Member) -> User:
    """The account of a member, created if it is missing."""
    user, created = User.objects.get_or_create(
        username=member.username,
        defaults={
            "first_name": member.first_name,
            "last_name": member.last_name,
            "is_staff": True,
        },
    )
    if created:
        user.set_password(member.password)
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get(name=member.group))
    return user
