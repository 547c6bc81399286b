"""The frame and its components: accessible at three widths, without scripts, without strangers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
WIDTHS = [390, 820, 1280]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(v["id"], [node["html"][:160] for node in v["nodes"]]) for v in found]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", ["/", "/skriv/", "/orden/"])
def test_pages_are_accessible_and_do_not_scroll_sideways(window, width, address):
    page = window.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    if address == "/skriv/":
        page.wait_for_selector("textarea[data-editor-ready]", state="attached")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert window.wrong == []
    assert violations(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_an_invalid_form_focuses_its_summary_and_links_to_each_field(window, width):
    page = window.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/")
    page.get_by_label("Titel").fill("En titel, der er alt for lang")
    page.get_by_label("Dato").fill("2/3/2025")
    page.get_by_role("button", name="Gem").click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Titel")).to_have_value("En titel, der er alt for lang")
    for link in summary.get_by_role("link").all():
        target = link.get_attribute("href").removeprefix("#")
        link.click()
        expect(page.locator(f"[id='{target}']")).to_be_focused()
    assert window.wrong == []
    assert violations(page) == []


def test_error_summary_links_work_without_javascript(browser, desk):
    plain = browser.new_context(base_url=desk.url, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/")
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Dato: Dette felt er påkrævet.").click()
    assert page.url.endswith("#id_date")
    plain.close()


def test_search_takes_the_focus_by_one_key_and_typing_is_left_alone(window):
    page = window.new_page()
    page.goto("/")
    page.keyboard.press("/")
    search = page.get_by_role("searchbox", name="Søg i portalen")
    expect(search).to_be_focused()
    expect(search).to_have_value("")
    page.get_by_label("Titel").press("/")
    expect(page.get_by_label("Titel")).to_have_value("/")


def test_escape_closes_the_menu_and_gives_the_focus_back(window):
    page = window.new_page()
    page.goto("/")
    page.locator(".user-menu summary").click()
    expect(page.get_by_role("button", name="Log ud")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Log ud")).to_be_hidden()
    expect(page.locator(".user-menu summary")).to_be_focused()


def titles(page):
    return page.locator(".sortable__title").all_text_contents()


def test_items_are_ordered_with_the_keyboard_and_numbers_follow(window, desk):
    page = window.new_page()
    page.goto("/orden/")
    page.locator("li[data-id='c']").focus()
    with page.expect_response("**/orden/"):
        page.keyboard.press("Alt+ArrowUp")
    assert desk.order == ["a", "c", "b"]
    expect(page.locator("li[data-id='c']")).to_be_focused()
    expect(page.get_by_text("Takstbilag 2027: nu nummer 2 af 3")).to_be_attached()
    assert page.locator(".sortable__number").all_text_contents() == ["1", "2", "3"]


def test_items_are_ordered_with_the_buttons(window, desk):
    page = window.new_page()
    page.goto("/orden/")
    with page.expect_response("**/orden/"):
        page.get_by_role("button", name="Ned: Godkendelse af dagsorden").click()
    assert desk.order == ["b", "a", "c"]
    assert titles(page)[0] == "Godkendelse af referat"


def test_items_are_ordered_by_dragging(window, desk):
    page = window.new_page()
    page.goto("/orden/")
    with page.expect_response("**/orden/"):
        page.locator("li[data-id='a']").drag_to(
            page.locator("li[data-id='c']"), target_position={"x": 60, "y": 36}
        )
    assert desk.order == ["b", "c", "a"]


def test_a_refused_order_is_put_back_and_said(window, desk):
    page = window.new_page()
    page.goto("/orden/")
    page.locator("li[data-id='c']").focus()
    with page.expect_response("**/orden/"):
        page.keyboard.press("Alt+ArrowUp")
    with page.expect_response("**/orden/"):
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#beskeder")).to_contain_text("Takstbilaget kan ikke stå først.")
    assert desk.order == ["a", "c", "b"]
    assert titles(page)[1] == "Takstbilag 2027"


def test_items_are_ordered_without_javascript(browser, desk):
    plain = browser.new_context(base_url=desk.url, java_script_enabled=False)
    page = plain.new_page()
    page.goto("/orden/")
    page.get_by_role("button", name="Ned: Godkendelse af dagsorden").click()
    plain.close()
    assert desk.order == ["b", "a", "c"]


FOCUS = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const shown = element.matches('.form-checkbox, .form-radio')
    ? getComputedStyle(element.nextElementSibling, '::before') : getComputedStyle(element);
  return [element.outerHTML.slice(0, 90), shown.outlineStyle, parseFloat(shown.outlineWidth)];
}"""


def test_the_keyboard_reaches_everything_and_the_focus_is_seen(window):
    page = window.new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indholdet")).to_be_focused()
    reached = []
    while (stop := page.evaluate(FOCUS)) and len(reached) < 80:
        reached.append(stop)
        page.keyboard.press("Tab")
    unseen = [html for html, style, width in reached if style == "none" or width < 2]
    assert unseen == []
    controls = page.locator("a[href]:visible, button:visible, input:visible, select:visible")
    assert len(reached) >= controls.count() - 2  # radio buttons are one stop
