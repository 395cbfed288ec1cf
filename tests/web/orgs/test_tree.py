"""The tree as read from the database, while others write."""

from django.db import connection

from tests import make
from tiendo_web.orgs import actions, queries
from tiendo_web.orgs.models import Parentage

TABLE = "Tên;Loại;Cấp trên\nSở Dân số;Sở;UBND tỉnh\n".encode()


def test_a_table_taken_over_between_two_queries_is_seen_whole_or_not_at_all(province, an):
    """Without it the new body would have no parent: its parents were read before it was there."""
    on = make.AT.date()
    waiting = [TABLE]

    def write_after_parents_were_read(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if waiting and Parentage._meta.db_table in sql:
            data = waiting.pop()
            actions.import_bodies(jurisdiction_id=province.id, data=data, name="a.csv", on=on, by=an, at=make.AT)
        return result

    queries._facts.cache_clear()
    queries._tree.cache_clear()
    with connection.execute_wrapper(write_after_parents_were_read):
        tree = queries.tree(jurisdiction_id=province.id, on=on)
    assert not waiting
    new = [body for body in tree if body.name == "Sở Dân số"]
    assert [body.parent_id for body in new] == [province.bodies["province"]]
