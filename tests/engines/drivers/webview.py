"""A window of nothing but a WebKitGTK view, for WebKitWebDriver: the toolbar of MiniBrowser keeps it wider than a phone.

Takes the path of a script that runs in each page before the page's own.
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2

context = WebKit2.WebContext.new_ephemeral()
context.set_automation_allowed(True)
context.set_preferred_languages(["en"])
# The page hears of it as prefers-reduced-motion.
Gtk.Settings.get_default().set_property("gtk-enable-animations", False)
windows = []

with open(sys.argv[1]) as file:
    script = WebKit2.UserScript(
        file.read(), WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START, None, None
    )


def create_web_view(*_):
    contents = WebKit2.UserContentManager()
    contents.add_script(script)
    view = WebKit2.WebView(user_content_manager=contents, web_context=context, is_controlled_by_automation=True)
    # Without a graphics card its layers would be drawn by the processor, twice.
    view.get_settings().set_hardware_acceleration_policy(WebKit2.HardwareAccelerationPolicy.NEVER)
    window = Gtk.Window()
    window.set_default_size(1280, 900)
    window.add(view)
    window.show_all()
    windows.append(window)
    return view


def automation_started(_, session):
    information = WebKit2.ApplicationInfo()
    information.set_name("WebKitGTK")
    information.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(information)
    session.connect("create-web-view", create_web_view)


context.connect("automation-started", automation_started)
Gtk.main()
