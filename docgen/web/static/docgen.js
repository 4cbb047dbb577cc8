// What every page does: say where an error is, send a form once, keep the session's token on htmx requests.
"use strict";
(() => {
  const csrf = document.body.dataset.csrf || "";

  // On a phone the menu is wider than the screen: where one is stands in sight.
  const here = document.querySelector(".top nav [aria-current]");
  if (here) { const menu = here.closest("nav"); menu.scrollLeft = here.offsetLeft - (menu.clientWidth - here.offsetWidth) / 2; }

  const summary = document.querySelector(".summary[role=alert]");
  if (summary) { summary.tabIndex = -1; summary.focus(); }

  // The server gives one number however often a button is pressed; this only spares the second request.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    const button = event.submitter;
    if (button) button.setAttribute("aria-disabled", "true");
    setTimeout(() => { delete form.dataset.sent; if (button) button.removeAttribute("aria-disabled"); }, 8000);
  });
  // Coming back with the back button shows the page as it was left: let it be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  });

  document.addEventListener("click", (event) => {
    const print = event.target.closest("[data-print]");
    if (print) window.print();
    for (const open of document.querySelectorAll("details.me[open]")) {
      if (!open.contains(event.target)) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const open of document.querySelectorAll("details.me[open]")) open.open = false;
  });

  // Pages of a document take a moment to lay out: the rest of the page does not wait for them.
  for (const place of document.querySelectorAll("[data-load-into]")) {
    fetch(place.dataset.loadInto, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject()))
      .then((text) => { place.innerHTML = text; })
      .catch(() => { place.textContent = "Chưa dựng được các trang; tải lại trang này để thử lại."; });
  }

  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRF-Token"] = csrf; });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) docgen.say("Phiên làm việc đã hết. Mở trang đăng nhập ở thẻ khác rồi thử lại.");
  });

  window.docgen = {
    csrf,
    say(text) { document.getElementById("thong-bao").textContent = text; },
  };
})();
