"""What the templates ask of Python.

``{% words_of "heading" %}``: what a block says, without its tags, so that the title is the h1's words.
``{{ duty.standing|standing }}``, ``{{ duty.stage|stage }}``, ``{{ line.status|inquiry }}``: a state as a shape, a
word and a colour. ``{{ line.level|confidence }}``: who may know of it; ``{{ line.text|or_number:line.id }}``: a duty's
words, or its number where a list does not tell them. ``{{ value|figure }}``: a number as it is written here.
``{{ field|doubt }}``: the day in a field of a form that may be a slip of the hand.
``{% single_sign_on as sso %}``: what the button of single sign-on says; empty where there is none.
``{% duty_rows lines "id-of-heading" %}``: a table of duties; ``{% body_rows lines "id-of-heading" %}``: of duties of
one task, by body. These are functions and no includes because a page has a hundred of them.
"""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import strip_tags

from tiendo_web.pages import forms, identity, names, rows, said

register = template.Library()


@register.simple_tag(takes_context=True)
def words_of(context: Context, name: str) -> str:
    """The words of the block ``name`` of the page being rendered; markup and double spaces left out."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    # strip_tags leaves entities as they are; the outcome is put into the title unescaped for that reason.
    return template.defaultfilters.safe(" ".join(strip_tags(block.nodelist.render(context)).split()))


register.filter("standing", names.standing)
register.filter("stage", names.stage)
register.filter("inquiry", names.inquiry)
register.filter("confidence", names.confidence)
register.filter("or_number", names.task_words)
register.filter("figure", said.figure)
register.filter("doubt", forms.doubt)
register.simple_tag(rows.table, name="duty_rows")
register.simple_tag(rows.bodies, name="body_rows")
register.simple_tag(identity.name, name="single_sign_on")
