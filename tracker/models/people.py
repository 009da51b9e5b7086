"""People, what they were granted, and how they sign in."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.languages import Language
from tracker.domain.permissions import Role
from tracker.models.agencies import Agency
from tracker.models.base import Base, Name, Versioned, choice


class Person(Versioned, Base):
    """Somebody who is named in a plan or signs in. Without `email` there is no account."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Name)
    role_title: Mapped[str] = mapped_column(Name, default="")
    role_title_cy: Mapped[str] = mapped_column(Name, default="")
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    language: Mapped[Language] = mapped_column(choice(Language), default=Language.ENGLISH)
    is_active: Mapped[bool] = mapped_column(default=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    #: What a signed-in browser holds; a new one ends every session of this person.
    session_key: Mapped[str] = mapped_column(String(64), unique=True)
    last_signed_in_at: Mapped[datetime | None]

    agency: Mapped[Agency | None] = relationship()
    grants: Mapped[list["RoleGrant"]] = relationship(
        back_populates="person", order_by="RoleGrant.id", cascade="all, delete-orphan"
    )


class RoleGrant(Base):
    """A role, limited to a plan and to an agency where these are set."""

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))

    person: Mapped[Person] = relationship(back_populates="grants")


class PasswordLink(Base):
    """A single-use link with which a person sets a password; only its hash is kept."""

    __tablename__ = "password_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class FailedSignIn(Base):
    """One refused sign-in, counted per address typed and per network address."""

    __tablename__ = "failed_sign_in"
    __table_args__ = (
        Index("ix_failed_sign_in_email_at", "email", "at"),
        Index("ix_failed_sign_in_network_at", "network", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    network: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
