#!/usr/bin/python3
"""A minimal WebKitGTK browser that WebKitWebDriver can drive.

MiniBrowser denies every notification under automation and forgets its data; this one grants and keeps. Debian packages:
python3-gi, gir1.2-webkit2-4.1. Environment: OFFSTAGE_ORIGIN, whose notifications are allowed; XDG_DATA_HOME, the profile;
OFFSTAGE_PRIVATE, where nothing is to be kept.
"""

import os

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

profile = os.environ["XDG_DATA_HOME"]
if os.environ.get("OFFSTAGE_PRIVATE"):
    data = WebKit2.WebsiteDataManager.new_ephemeral()
else:
    data = WebKit2.WebsiteDataManager(
        base_data_directory=profile + "/data", base_cache_directory=profile + "/cache"
    )
# The tests' servers have certificates of an authority that no system knows.
data.set_tls_errors_policy(WebKit2.TLSErrorsPolicy.IGNORE)
context = WebKit2.WebContext(website_data_manager=data)
context.set_automation_allowed(True)
settings = WebKit2.Settings()
settings.set_enable_write_console_messages_to_stdout(True)
# The demo's tabs open without a person's click.
settings.set_javascript_can_open_windows_automatically(True)
windows = []


def allow_notifications(context):
    origin = WebKit2.SecurityOrigin.new_for_uri(os.environ["OFFSTAGE_ORIGIN"])
    context.initialize_notification_permissions([origin], [])


def allow(_view, request):
    request.allow()
    return True


def grant(_view, query):
    query.finish(WebKit2.PermissionState.GRANTED)
    return True


def show(view):
    view.connect("permission-request", allow)
    view.connect("query-permission-state", grant)
    view.connect("create", lambda opener, _action: show(WebKit2.WebView.new_with_related_view(opener)))
    window = Gtk.Window()
    window.set_default_size(1280, 800)
    window.add(view)
    window.show_all()
    windows.append(window)
    view.connect("close", lambda *_: window.destroy())
    return view


def create_view(_session):
    return show(
        WebKit2.WebView(web_context=context, is_controlled_by_automation=True, settings=settings)
    )


def started(_context, session):
    information = WebKit2.ApplicationInfo()
    information.set_name("offstage-host")
    information.set_version(
        WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version()
    )
    session.set_application_info(information)
    session.connect("create-web-view", create_view)
    session.connect("will-close", lambda *_: Gtk.main_quit())


context.connect("initialize-notification-permissions", allow_notifications)
context.connect("automation-started", started)
Gtk.init([])
Gtk.main()
