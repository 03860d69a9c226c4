# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the forum, below ``/s/<space>/``."""

from __future__ import annotations

from django.urls import path

from hearthside.forum.views import boards, lists, places, posts, steering, threads

app_name = "forum"
urlpatterns = [
    path("waiting/", lists.waiting, name="waiting"),
    path("boards/<slug:board>/", lists.board, name="board"),
    path("threads/<uuid:thread_id>/", threads.thread, name="thread"),
    path("threads/<uuid:thread_id>/replies/", threads.replies, name="replies"),
    path("drafts/<str:place>/", places.draft, name="draft"),
    path("new/", lists.new, name="new"),
    path("mine/", lists.mine, name="mine"),
    path("mine/followed/", lists.followed, name="followed"),
    path("mine/hidden/", lists.hidden, name="hidden"),
    path("boards/", boards.boards, name="boards"),
    path("boards/<slug:board>/threads/new/", threads.new_thread, name="new_thread"),
    path("boards/<slug:board>/words/", boards.board_words, name="board_words"),
    path("boards/<slug:board>/rest/", boards.board_rest, name="board_rest"),
    path("boards/<slug:board>/waking/", boards.board_waking, name="board_waking"),
    path("threads/<uuid:thread_id>/following/", places.following, name="following"),
    path("threads/<uuid:thread_id>/unfollowing/", places.unfollowing, name="unfollowing"),
    path("threads/<uuid:thread_id>/hiding/", places.hiding, name="hiding"),
    path("threads/<uuid:thread_id>/showing/", places.showing, name="showing"),
    path("threads/<uuid:thread_id>/steering/", steering.steering, name="steering"),
    path("threads/<uuid:thread_id>/title/", steering.title, name="title"),
    path("threads/<uuid:thread_id>/closing/", steering.closing, name="closing"),
    path("threads/<uuid:thread_id>/reopening/", steering.reopening, name="reopening"),
    path("threads/<uuid:thread_id>/pin/", steering.pin, name="pin"),
    path("threads/<uuid:thread_id>/unpinning/", steering.unpinning, name="unpinning"),
    path("threads/<uuid:thread_id>/move/", steering.move, name="move"),
    path("posts/<uuid:post_id>/", posts.post, name="post"),
    path("posts/<uuid:post_id>/options/", posts.options, name="post_options"),
    path("posts/<uuid:post_id>/words/", posts.words, name="post_words"),
    path("posts/<uuid:post_id>/withdrawal/", posts.withdrawal, name="withdrawal"),
    path("posts/<uuid:post_id>/restoration/", posts.restoration, name="restoration"),
    path("posts/<uuid:post_id>/history/", posts.history, name="post_history"),
]
