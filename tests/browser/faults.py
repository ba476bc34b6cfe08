"""What is wrong with a page as it stands in the browser, by rules that hold for all pages."""

from __future__ import annotations

from playwright.sync_api import Page

CONTROLS = frozenset(
    {"button", "checkbox", "combobox", "link", "listbox", "radio", "searchbox", "slider", "spinbutton", "switch"}
    | {"textbox", "DisclosureTriangle", "Date", "DateTime", "InputTime", "menuitem", "tab"}
)
FINGER_PX = 40
"""The least height and width of what a finger has to hit on a phone."""

FAINT = """
() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const parse = (text) => {
    if (!known.has(text)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = text;
      pen.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
      known.set(text, [red, green, blue, alpha / 255]);
    }
    return known.get(text);
  };
  const over = (top, below) => top.slice(0, 3).map((one, at) => one * (top[3] ?? 1) + below[at] * (1 - (top[3] ?? 1)));
  const light = (rgb) => {
    const linear = (one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = rgb.map((one) => linear(one / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const seen = [];
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      if (style.backgroundImage !== "none") return null;
      const colour = parse(style.backgroundColor);
      if ((colour[3] ?? 1) > 0) seen.push(colour);
      if ((colour[3] ?? 1) === 1) break;
    }
    return seen.reduceRight((below, top) => over(top, below), [255, 255, 255]);
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest(".visually-hidden, .rao-skip, script, option, [disabled], [aria-disabled=true], svg")) continue;
    const ground = behind(element);
    if (!ground) continue;
    const style = getComputedStyle(element);
    let shown = over(parse(style.color), ground);
    for (let one = element; one; one = one.parentElement) {
      const opacity = Number(getComputedStyle(one).opacity);
      if (opacity < 1) shown = over([...shown, opacity], ground);
    }
    const [a, b] = [light(shown), light(ground)].sort((one, other) => other - one);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.6 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < least) found.add(`${contrast.toFixed(2)}: ${text.slice(0, 40)} (${element.className})`);
  }
  return [...found];
}
"""
SMALL = f"""
() => {{
  const found = new Set();
  const pressed = "a[href], button, summary, input:not([type=hidden]), select, textarea";
  for (const one of document.querySelectorAll(pressed)) {{
    if (!one.checkVisibility({{ opacityProperty: true, visibilityProperty: true }})) continue;
    if (one.closest(".visually-hidden, .rao-skip") || one.tabIndex < 0) continue;
    const target = (one.type === "checkbox" || one.type === "radio") ? one.closest("label") ?? one : one;
    if (target.tagName === "A" && getComputedStyle(target).display === "inline") continue;
    const box = target.getBoundingClientRect();
    if (box.height < {FINGER_PX} || box.width < {FINGER_PX})
      found.add(`${{Math.round(box.width)}}x${{Math.round(box.height)}}: ${{target.tagName}}.${{target.className}} `
        + `${{(target.innerText || target.name || "").trim().slice(0, 40)}}`);
  }}
  return [...found];
}}
"""
CUT = """
() => {
  const found = new Set();
  for (const one of document.querySelectorAll("main *, header *, nav *")) {
    if (!one.checkVisibility() || one.closest(".visually-hidden, .rao-canvas, svg, select")) continue;
    const style = getComputedStyle(one);
    if (style.overflowX !== "visible" && style.overflowX !== "auto" && one.scrollWidth > one.clientWidth + 1
        && one.tagName !== "INPUT")
      found.add(`${one.tagName}.${one.className}: ${one.innerText.trim().slice(0, 40)}`);
    if (one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".rao-top") )
      found.add(`beyond: ${one.tagName}.${one.className}`);
  }
  return [...found];
}
"""
TWICE = """
() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  return [...new Set(ids.filter((one, at) => ids.indexOf(one) !== at))];
}
"""
RINGED = """
() => {
  for (let one = document.activeElement; one && one !== document.body; one = one.parentElement) {
    const style = getComputedStyle(one);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
  }
  return document.activeElement === document.body;
}
"""


def too_wide_by_px(page: Page) -> int:
    """How far the page can be pushed sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def nameless(page: Page) -> list[str]:
    """Controls that a screen reader has no name for."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    found = []
    for node in nodes:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in CONTROLS or node.get("name", {}).get("value", "").strip():
            continue
        found.append(f"{role} {node.get('backendDOMNodeId')} {node.get('value', {}).get('value', '')}")
    return found


def faint(page: Page) -> list[str]:
    """Text with less contrast than WCAG 2.2 asks for (1.4.3, AA)."""
    return list(page.evaluate(FAINT))


def small_targets(page: Page) -> list[str]:
    """What a finger would miss; links within a sentence are let be."""
    return list(page.evaluate(SMALL))


def cut_off(page: Page) -> list[str]:
    """What is cut or stands outside."""
    return list(page.evaluate(CUT))


def told_twice(page: Page) -> list[str]:
    """Ids that more than one element has."""
    return list(page.evaluate(TWICE))


def is_focus_seen(page: Page) -> bool:
    """Whether what the keyboard is on has a ring round it, or stands in something that has."""
    return bool(page.evaluate(RINGED))


def of(page: Page) -> dict[str, object]:
    """All faults of a page, by what they are."""
    wide_px = too_wide_by_px(page)
    found: dict[str, object] = {
        "without a name": nameless(page),
        "faint": faint(page),
        "smaller than a finger": small_targets(page),
        "cut off": cut_off(page),
        "ids told twice": told_twice(page),
        "wide": wide_px if wide_px > 0 else 0,
    }
    return {what: some for what, some in found.items() if some}
