"""Every page's address: English nouns, as in the code."""

from __future__ import annotations

from allauth.account import views as account
from django.urls import include, path

from tiendo_web.pages import (
    bodies,
    documents,
    duties,
    gallery,
    hats,
    ledger,
    people,
    scorecard,
    sign_in,
    today,
    workbench,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    # allauth asks for these names; all of them say whom to turn to.
    path("account/help/", sign_in.help_page, name="account_reset_password"),
    path("account/help/", sign_in.help_page, name="account_signup"),
    path("account/help/", sign_in.help_page, name="account_inactive"),
    path("account/help/", sign_in.help_page, name="account_set_password"),
    path("account/help/", sign_in.help_page, name="account_reauthenticate"),
    path("language/", include("django.conf.urls.i18n")),
    path("hats/", hats.hats, name="hats"),
    path("documents/", documents.documents, name="documents"),
    path("plans/<int:plan_id>/", workbench.workbench, name="workbench"),
    path("plans/<int:plan_id>/file/", documents.file, name="document-file"),
    path("plans/<int:plan_id>/head/", workbench.head, name="plan-head"),
    path("plans/<int:plan_id>/tasks/", workbench.new_task, name="plan-new-task"),
    path("plans/<int:plan_id>/tasks/<str:key>/", workbench.task, name="plan-task"),
    path("plans/<int:plan_id>/issue/", workbench.issue, name="plan-issue"),
    path("directives/<int:directive_id>/", documents.directive, name="directive"),
    path("duties/", duties.duties, name="duties"),
    path("duties/<int:duty_id>/", duties.duty, name="duty"),
    path("duties/<int:duty_id>/<str:move>/", duties.move, name="duty-move"),
    path("evidence/<int:evidence_id>/", duties.evidence, name="evidence"),
    path("scorecard/", scorecard.scorecard, name="scorecard"),
    path("scorecard/csv/", scorecard.csv, name="scorecard-csv"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/export/", ledger.export, name="ledger-export"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/names/", bodies.body_names, name="body-names"),
    path("bodies/<int:body_id>/", bodies.body, name="body"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new-person"),
    path("people/hats/", people.give_hat, name="give-hat"),
    path("people/hats/<int:holder_id>/end/", people.take_off_hat, name="take-off-hat"),
    path("people/<int:user_id>/password/", people.set_password, name="set-password"),
    path("sign-ins/", people.sign_ins, name="sign-ins"),
    path("gallery/", gallery.gallery, name="gallery"),
]
