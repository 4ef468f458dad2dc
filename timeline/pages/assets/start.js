// Starts the theme's script at the first sign of a reader's hand: what it does (search, switching
// the palette, pages without reloading) answers to nothing else, and its start would hold up a page
// that can be read already. What was meant for it before it came is given to it afterwards.
(() => {
  const theme = document.currentScript.dataset.theme;
  const signs = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin"];
  const held = [];
  let begun = false;

  function begin() {
    if (begun) return;
    begun = true;
    signs.forEach((sign) => removeEventListener(sign, begin, true));
    const script = document.createElement("script");
    script.src = theme;
    script.onload = script.onerror = release;
    // After the frame that answers to the sign itself.
    requestAnimationFrame(() => setTimeout(() => document.head.append(script)));
  }

  // Links, details and fields work by themselves; buttons, switches and shortcuts need the theme.
  function hold(event) {
    const { target, type, key } = event;
    const wanted =
      type === "click"
        ? target.closest("a[href], summary, button, label, input")?.matches("button, label, input")
        : key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey &&
          !target.closest("input, select, textarea, [contenteditable]");
    if (!wanted || !event.isTrusted) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push(event);
  }

  function release() {
    // The theme waits for this event, which is over.
    document.dispatchEvent(new Event("DOMContentLoaded"));
    removeEventListener("click", hold, true);
    removeEventListener("keydown", hold, true);
    for (const event of held) event.target.dispatchEvent(new event.constructor(event.type, event));
  }

  signs.forEach((sign) => addEventListener(sign, begin, { capture: true, passive: true }));
  addEventListener("click", hold, true);
  addEventListener("keydown", hold, true);
  // Somebody followed a link to a place or to a search, which the theme opens or marks.
  const asked = new URLSearchParams(location.search);
  if (location.hash || asked.has("q") || asked.has("h")) begin();
  document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: theme }));
})();
