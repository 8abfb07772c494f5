"""The shortcut “Ask”: a question in a modal, its answer in another, from where it can be posted."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot.ledger.tables import Channel
from bot.question.index import index_of
from bot.question.subjects import subject_of, suggested
from bot.reply.subjects import described, question_about
from bot.show.asking import (
    ASK_FORM,
    ASK_TITLE,
    CONVERSATION,
    MOST_OPTIONS,
    POST_ANSWER,
    QUESTION,
    SUBJECT,
    answer_view,
    ask_form,
    options,
)
from bot.show.modals import waiting
from bot.slack.answers import LONGEST_QUESTION, reply_to
from bot.slack.desk import Desk
from bot.slack.memory import follow_up
from bot.slack.origin import Origin, origin_of, workspace_of
from bot.slack.posting import publish
from bot.slack.views import fill_pushed, fill_view, open_view
from bot.slack.work import work

Body = dict[str, Any]

_NOTHING_ASKED = "Ask something, or choose below what it is about."


def listen(app: App, desk: Desk) -> None:
    """Hear the shortcut, its modals, and what is typed into the choice of subjects."""
    app.shortcut(ASK_FORM)(partial(_on_shortcut, desk))
    app.options(SUBJECT)(partial(_on_typing, desk))
    app.view(ASK_FORM)(partial(_on_question, desk))
    app.view(POST_ANSWER)(partial(_on_post, desk))


def show_answer(desk: Desk, body: Body, client: WebClient, talk: tuple[str, ...]) -> None:
    """Show the answer to the last question of a talk in a modal: the one clicked in, or a new one."""
    if body["view"]["type"] == "modal":
        fill_view(client, body["view"]["id"], _answered(desk, body, talk))
    else:
        opened = open_view(client, body["trigger_id"], waiting(ASK_TITLE))
        fill_view(client, opened, _answered(desk, body, talk, close="Close"))


def _on_shortcut(desk: Desk, ack: Ack, body: Body, client: WebClient) -> None:
    ack()
    work(desk, body, client, partial(_open, client, body["trigger_id"]))


def _open(client: WebClient, trigger_id: str) -> None:
    open_view(client, trigger_id, ask_form(LONGEST_QUESTION))


def _on_typing(desk: Desk, ack: Ack, body: Body) -> None:
    """Something is typed into the choice of subjects: what fits is offered."""
    index = index_of(desk.knowledge)
    fitting = suggested(body.get("value") or "", index, MOST_OPTIONS)
    ack(options=options((one.name, described(one, index), one.key) for one in fitting))


def _on_question(desk: Desk, ack: Ack, body: Body, client: WebClient) -> None:
    """The form is submitted: its answer comes in a modal on top, to which the form stays in view below."""
    talk = _talk(desk, body["view"]["state"]["values"])
    if not talk:
        ack(response_action="errors", errors={QUESTION: _NOTHING_ASKED})
        return
    external_id = f"answer-{body['view']['id']}-{body['view']['hash']}"
    ack(response_action="push", view=waiting(ASK_TITLE, close="Back", external_id=external_id))
    work(desk, body, client, partial(_fill, desk, client, body, talk, external_id))


def _fill(desk: Desk, client: WebClient, body: Body, talk: tuple[str, ...], external_id: str) -> None:
    fill_pushed(client, _answered(desk, body, talk, external_id=external_id))


def _answered(
    desk: Desk, body: Body, talk: tuple[str, ...], *, close: str = "Back", external_id: str = ""
) -> View:
    asker = _asker(body)
    reply = reply_to(desk, asker, talk, stated=talk)
    follow_up(desk, replace(asker, private=True), reply)
    return answer_view(reply.message, reply.answer, talk, close=close, external_id=external_id)


def _talk(desk: Desk, values: Body) -> tuple[str, ...]:
    """What is asked, in a row: about a subject chosen, the question typed; either alone; or nothing."""
    typed = " ".join((values[QUESTION][QUESTION].get("value") or "").split())
    chosen = (values[SUBJECT][SUBJECT].get("selected_option") or {}).get("value") or ""
    index = index_of(desk.knowledge)
    subject = subject_of(chosen, index)
    about = question_about(subject, index) if subject else ""
    return tuple(filter(None, (about, typed)))


def _on_post(desk: Desk, ack: Ack, body: Body, client: WebClient) -> None:
    """The answer is to be posted: all modals close."""
    ack(response_action="clear")
    work(desk, _command(body), client, partial(_post, desk, body, client))


def _post(desk: Desk, body: Body, client: WebClient) -> None:
    talk = tuple(json.loads(body["view"]["private_metadata"]))
    target = _command(body)
    public = replace(origin_of(target), private=False)
    publish(desk, client, target, reply_to(desk, public, talk, stated=talk))


def _command(body: Body) -> Body:
    """The wish to post, in the form of a command given in the conversation that was chosen."""
    chosen = body["view"]["state"]["values"][CONVERSATION][CONVERSATION]["selected_conversation"]
    addresses = {one["channel_id"]: one["response_url"] for one in body.get("response_urls") or ()}
    return {
        "team_id": workspace_of(body),
        "channel_id": chosen,
        "user_id": body["user"]["id"],
        "response_url": addresses.get(chosen, ""),
    }


def _asker(body: Body) -> Origin:
    """Who asks in a modal: in no channel, but as if in the conversation with the bot."""
    user = body["user"]["id"]
    return Origin(Channel(workspace_of(body), user), user)
