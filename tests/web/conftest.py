"""The web suite: every query must carry its tenant; the cast of users."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.apps import apps
from django.db import connection
from django.test import SimpleTestCase
from django.utils import translation

from tests import make, migrated
from tests.web.inspect import Browser
from tiendo_web.core.access import Role, Viewer
from tiendo_web.core.models import Row

_STATEMENT = re.compile(r"^\s*(SELECT|UPDATE|DELETE)\b", re.IGNORECASE)


_TENANT = re.compile(r'"jurisdiction_id" (?:=|IN)')


@cache
def _tenant_tables() -> tuple[str, ...]:
    return tuple(model._meta.db_table for model in apps.get_models() if issubclass(model, Row))


def untenanted(sql: str, tables: Sequence[str]) -> bool:
    """Whether a statement reads or changes a tenant's table without naming the tenant."""
    if not _STATEMENT.match(sql) or _TENANT.search(sql):
        return False
    return any(f'"{table}"' in sql for table in tables)


# What a test asks for that uses the database of the run, or one like it.
_OF_A_DATABASE = {"db", "transactional_db"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What uses no database is tested with SQLite, and would be the same again with PostgreSQL."""
    here = Path(__file__).parent
    again = [one for one in items if here in one.path.parents and not _uses_database(one)]
    if connection.vendor != "sqlite" and again:
        config.hook.pytest_deselected(items=again)
        items[:] = [one for one in items if one not in again]


def _uses_database(item: pytest.Item) -> bool:
    asks = _OF_A_DATABASE & set(getattr(item, "fixturenames", ()))
    is_case = issubclass(getattr(item, "cls", None) or object, SimpleTestCase)
    return bool(asks or is_case or item.get_closest_marker("django_db"))


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """On SQLite they were applied before."""
    return connection.vendor != "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database as the migrations make it, also on SQLite; on PostgreSQL another one beside it, to be copied."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), closing(sqlite3.connect(migrated.sqlite())) as made:
            connection.ensure_connection()
            made.backup(connection.connection)
        yield
        return
    # Nobody may be connected to what is copied, and some tests leave connections behind.
    connection.close()
    _on_server(
        "DROP DATABASE IF EXISTS migrated", f"CREATE DATABASE migrated TEMPLATE {connection.settings_dict['NAME']}"
    )
    yield
    _on_server("DROP DATABASE migrated")


@pytest.fixture
def migrated_url(db: None, tmp_path: Path) -> Iterator[str]:
    """The address of a database of one test's own, as the migrations make it, for what other processes do to it."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{migrated.copy_to(tmp_path)}"
        return
    _on_server("CREATE DATABASE own TEMPLATE migrated")
    yield _address("own")
    _on_server("DROP DATABASE own WITH (FORCE)")


def _address(name: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def _on_server(*statements: str) -> None:
    """What PostgreSQL does outside of any transaction, and of the database of the run."""
    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


@pytest.fixture(autouse=True)
def _every_query_names_its_tenant(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on the first statement that could cross from one jurisdiction into another."""
    if "db" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        yield
        return
    tables = _tenant_tables()

    def guard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        assert not untenanted(sql, tables), f"query without its jurisdiction: {sql}"
        return execute(sql, params, many, context)

    with connection.execute_wrapper(guard):
        yield


@pytest.fixture(autouse=True)
def _vietnamese_first() -> None:
    """A page that an earlier test opened in English leaves its language to the thread."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _cheap_passwords(settings: Any) -> None:
    """The cost of a password's hash is what makes it safe, and no test of ours is about it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def province(db: None) -> make.Province:
    """Tỉnh Sơn Hải."""
    return make.province()


@pytest.fixture
def an(province: make.Province) -> Viewer:
    """An, clerk of the provincial office."""
    return province.viewer("an", role=Role.CLERK)


@pytest.fixture
def binh(province: make.Province) -> Viewer:
    """Bình, leader of the province."""
    return province.viewer("binh", role=Role.LEADER)


@pytest.fixture
def dung(province: make.Province) -> Viewer:
    """Dung, officer of Sở Y tế."""
    return province.viewer("dung", role=Role.OFFICER, body="health")


@pytest.fixture
def chi(db: None) -> Viewer:
    """Chi, clerk in another province."""
    return make.province("bac-giang-son", "Tỉnh Bắc Giang Sơn").viewer("chi", role=Role.CLERK)


@pytest.fixture(autouse=True)
def _pages_without_a_build(settings: Any) -> None:
    """Static files by their plain names, cookies over plain HTTP: what a test server has."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False


@pytest.fixture
def browser() -> Browser:
    """A client that inspects every page."""
    return Browser()
