"""``{% words_of "heading" %}``: what a block says, without its tags, so that the title is the h1's words."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import strip_tags

register = template.Library()


@register.simple_tag(takes_context=True)
def words_of(context: Context, name: str) -> str:
    """The words of the block ``name`` of the page being rendered; markup and double spaces left out."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    # strip_tags leaves entities as they are; the outcome is put into the title unescaped for that reason.
    return template.defaultfilters.safe(" ".join(strip_tags(block.nodelist.render(context)).split()))
