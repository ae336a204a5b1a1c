"""Accounts: finding, adding, changing and switching off, with dated roles and teams. No case content."""

import uuid
from dataclasses import asdict

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rundblick.access import services, tasks
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.forms_staff import NewUserForm, RoleForm, TeamForm, UserForm, UserSearchForm
from rundblick.access.models import User
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.staff import INVITERS, UserWish, changes_of, inviting, manageable, users
from rundblick.access.throttle import throttled
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.ids import uuid_or_none
from rundblick.web.parts import Badge, Cell, Column, Pages, Tab, Table

WISH = "access.users"


def tabs(current: str) -> list[Tab]:
    """The pages of administration."""
    return [
        Tab(label="Personen", url=reverse("access:users"), current=current == "users"),
        Tab(label="Einladungen", url=reverse("access:invitations"), current=current == "invitations"),
        Tab(label="Organisationen und Teams", url=reverse("access:organisations"), current=current == "organisations"),
    ]


@throttled(times=120, seconds=600)
def index(request: Request) -> HttpResponse:
    """The list. A search arrives as POST and is kept in the session, so that no name stands in an address."""
    only(request, Role.ADMIN)
    if request.method == "POST":
        form = UserSearchForm(request.POST)
        if form.is_valid():
            request.session[WISH] = asdict(form.wish())
            return redirect("access:users")
    wish = UserWish(**request.session.get(WISH, {}))
    if request.method != "POST":
        form = UserSearchForm(initial=asdict(wish))
    found = users(wish, after=uuid_or_none(request.GET.get("nach", "")))
    return render(
        request,
        "access/users.html",
        {
            "form": form,
            "wish": wish,
            "filtered": wish != UserWish(),
            "table": _table(found.users) if found.users else None,
            "pages": Pages(
                previous_url=reverse("access:users") if request.GET.get("nach") else "",
                next_url=f"?nach={found.after}" if found.after else "",
            ),
            "tabs": tabs("users"),
        },
    )


@throttled(times=60, seconds=3600)
def add(request: Request) -> HttpResponse:
    """A new account with its first role and team, and the invitation for its person."""
    context = only(request, *INVITERS)
    allowed = inviting(context)
    administers = context.has_role(Role.ADMIN)
    form = NewUserForm(
        request.POST or None, houses=allowed.houses, roles=allowed.roles, initial={"token": uuid.uuid4()}
    )
    if not administers:
        del form.fields["send_link"]
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            user = services.add_user(
                email=said["email"],
                display_name=said["display_name"],
                organisation=said["organisation"],
                token=said["token"],
            )
        except services.DoorClosed as refused:
            form.add_error("email", str(refused))
        else:
            services.assign_role(user=user, role=Role(said["role"]))
            if said["team"]:
                services.join_team(user=user, team=said["team"])
            if said.get("send_link", True):
                services.invite(user=user, by=request.user)
                messages.success(request, f"Das Konto für {user} ist angelegt. Die Einladung geht an {user.email}.")
                return redirect("access:invitations")
            messages.success(request, f"Das Konto für {user} ist angelegt.")
            return redirect("access:user", user.pk)
    above = _crumbs("")[0] if administers else Crumb(label="Einladungen", url=reverse("access:invitations"))
    crumbs = [above, Crumb(label="Neue Person")]
    return render(request, "access/user_add.html", {"form": form, "back_url": above.url, "breadcrumb": crumbs})


def show(request: Request, user_id: uuid.UUID) -> HttpResponse:
    """One account: roles, teams, what can be done, and what was changed."""
    user = _user_or_404(request, user_id)
    roles = list(user.role_assignments.order_by("valid_until", "valid_from"))
    teams = list(user.team_memberships.select_related("team").order_by("valid_until", "valid_from"))
    return render(
        request,
        "access/user.html",
        {
            "person": user,
            "own": user.pk == request.access.user_id,
            "roles": [r for r in roles if r.valid_until is None or r.valid_until > today()],
            "former_roles": [r for r in roles if r.valid_until is not None and r.valid_until <= today()],
            "teams": [t for t in teams if t.valid_until is None or t.valid_until > today()],
            "former_teams": [t for t in teams if t.valid_until is not None and t.valid_until <= today()],
            "role_form": _role_form(request, user),
            "team_form": _team_form(request, user),
            "factors": Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).count(),
            "changes": changes_of(user),
            "breadcrumb": _crumbs(user.display_name),
        },
    )


def change(request: Request, user_id: uuid.UUID) -> HttpResponse:
    """Name, address and organisation."""
    user = _user_or_404(request, user_id)
    form = UserForm(
        request.POST or None,
        initial={"display_name": user.display_name, "email": user.email, "organisation": user.organisation_id},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_user(user=user, **form.cleaned_data)
        except services.DoorClosed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Die Angaben sind geändert.")
            return redirect("access:user", user.pk)
    return render(request, "access/user_change.html", {"form": form, "person": user, "breadcrumb": _crumbs("Ändern")})


@require_POST
def give_role(request: Request, user_id: uuid.UUID) -> HttpResponse:
    """A role from a day on. Nobody gives roles to themselves."""
    user = _user_or_404(request, user_id)
    form = _role_form(request, user)
    if user.pk == request.access.user_id:
        messages.error(request, "Eigene Rollen vergibt jemand anderes.")
    elif form.is_valid():
        role = Role(form.cleaned_data["role"])
        services.assign_role(user=user, role=role, since=form.cleaned_data["since"])
        messages.success(request, f"Rolle vergeben: {role.label}.")
    else:
        _complain(request, form)
    return redirect("access:user", user.pk)


@require_POST
def take_role(request: Request, user_id: uuid.UUID) -> HttpResponse:
    """End a role today."""
    user = _user_or_404(request, user_id)
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    try:
        services.withdraw_role(user=user, role=Role(role))
    except services.DoorClosed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Rolle beendet: {Role(role).label}.")
    still = user.pk != request.access.user_id or role != Role.ADMIN
    return redirect("access:user", user.pk) if still else redirect("/")


@require_POST
def join_team(request: Request, user_id: uuid.UUID) -> HttpResponse:
    """A team from a day on."""
    user = _user_or_404(request, user_id)
    form = _team_form(request, user)
    if form.is_valid():
        services.join_team(user=user, team=form.cleaned_data["team"], since=form.cleaned_data["since"])
        messages.success(request, f"{user} gehört jetzt zum {form.cleaned_data['team']}.")
    else:
        _complain(request, form)
    return redirect("access:user", user.pk)


@require_POST
def leave_team(request: Request, user_id: uuid.UUID) -> HttpResponse:
    """End a team membership today."""
    user = _user_or_404(request, user_id)
    key = uuid_or_none(request.POST.get("membership", ""))
    membership = user.team_memberships.select_related("team").filter(pk=key).first() if key else None
    if membership is None:
        raise Http404
    services.leave_team(user=user, team=membership.team)
    messages.success(request, f"Die Zugehörigkeit zum {membership.team} ist beendet.")
    return redirect("access:user", user.pk)


@require_POST
def switch(request: Request, user_id: uuid.UUID) -> HttpResponse:
    """Switch an account off or on again."""
    user = _user_or_404(request, user_id)
    if user.pk == request.access.user_id:
        messages.error(request, "Das eigene Konto schaltet jemand anderes ab.")
        return redirect("access:user", user.pk)
    try:
        services.switch_off(user=user) if user.is_active else services.switch_on(user=user)
    except services.DoorClosed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Das Konto ist eingeschaltet." if user.is_active else "Das Konto ist abgeschaltet.")
    return redirect("access:user", user.pk)


@require_POST
@throttled(times=30, seconds=3600)
def send_link(request: Request, user_id: uuid.UUID) -> HttpResponse:
    """Send the link with which the person sets a password. The administrator never sees it."""
    user = _user_or_404(request, user_id)
    tasks.send_password_link.defer(user_id=str(user.pk))
    messages.success(request, f"Der Link geht an {user.email}. Er gilt 48 Stunden.")
    return redirect("access:user", user.pk)


@require_POST
@throttled(times=30, seconds=3600)
def reset_factor(request: Request, user_id: uuid.UUID) -> HttpResponse:
    """Remove the second factor of somebody who lost phone or key; stands in the log of data protection."""
    user = _user_or_404(request, user_id)
    if user.pk == request.access.user_id:
        messages.error(request, "Den eigenen zweiten Faktor setzt jemand anderes zurück.")
        return redirect("access:user", user.pk)
    Authenticator.objects.filter(user=user).delete()
    disclose(request, kind="access.factor_reset", dossiers=[], purpose=f"Konto {user.pk}")
    messages.success(
        request, "Der zweite Faktor ist entfernt. Die Person richtet beim nächsten Anmelden einen neuen ein."
    )
    return redirect("access:user", user.pk)


def _user_or_404(request: Request, user_id: uuid.UUID) -> User:
    only(request, Role.ADMIN)
    user = manageable().select_related("organisation").filter(pk=user_id).first()
    if user is None:
        raise Http404
    return user


def _role_form(request: Request, user: User) -> RoleForm:
    held = user.role_assignments.filter(valid_until=None).values_list("role", flat=True)
    return RoleForm(request.POST or None, user=user, held=held, prefix="role")


def _team_form(request: Request, user: User) -> TeamForm:
    held = user.team_memberships.filter(valid_until=None).values_list("team_id", flat=True)
    return TeamForm(request.POST or None, user=user, held=held, prefix="team")


def _complain(request: Request, form: RoleForm | TeamForm) -> None:
    for field in form:
        for message in field.errors:
            messages.error(request, f"{field.label}: {message}")


def _crumbs(here: str) -> list[Crumb]:
    return [Crumb(label="Personen", url=reverse("access:users")), Crumb(label=here)]


def _table(rows: list[User]) -> Table:
    return Table(
        caption="Personen mit Konto",
        hidden_caption=True,
        columns=[Column(label="Name"), Column(label="Organisation"), Column(label="Rollen heute")],
        rows=[
            [
                Cell(
                    text=user.display_name,
                    url=reverse("access:user", args=[user.pk]),
                    note=user.email,
                    badge=None if user.is_active else Badge(text="abgeschaltet", kind="warning"),
                ),
                str(user.organisation or "–"),
                ", ".join(Role(code).label for code in Role.values if code in user.role_codes) or "keine",
            ]
            for user in rows
        ],
    )
