// The editor of a draft: numbering, saving at every pause, the preview that follows, search as one types.
"use strict";
(() => {
  const form = document.getElementById("bien-tap");
  const body = document.getElementById("noi_dung");
  const status = document.getElementById("trang-thai");
  const look = document.getElementById("xem-truoc");
  if (!form || !body) return;
  const base = form.elements.goc, revision = form.elements.phien;

  // Saving. One saving at a time; what is typed meanwhile is saved after it. An answer that comes late concerns the
  // revision that it names, never what stands in the form.
  let timer = 0, saving = null, dirty = false, stopped = false;
  const say = (text) => { status.textContent = text; };
  const touch = () => {
    if (stopped) return;
    dirty = true;
    say("Chưa lưu…");
    clearTimeout(timer);
    timer = setTimeout(save, 500);
  };
  async function save() {
    clearTimeout(timer);
    if (saving) { await saving; if (!dirty) return true; }
    if (stopped || !dirty) return !stopped;
    saving = send();
    try { return await saving; } finally { saving = null; }
  }
  async function send() {
    dirty = false;
    say("Đang lưu…");
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), credentials: "same-origin",
        headers: { Accept: "application/json", "X-CSRF-Token": docgen.csrf },
      });
      if (answer.status === 409) { stop("xung-dot", (await answer.json()).by); return false; }
      if (answer.status === 401 || answer.status === 403) { stop("het-phien"); return false; }
      if (!answer.ok) throw new Error(String(answer.status));
      const saved = await answer.json();
      revision.value = saved.revision;
      base.value = saved.text;
      say(dirty ? "Chưa lưu…" : "Đã lưu");
      show();
      return true;
    } catch {
      dirty = true;
      say("Chưa lưu được; sẽ thử lại");
      clearTimeout(timer);
      timer = setTimeout(save, 5000);
      return false;
    }
  }
  function stop(id, who) {
    stopped = true;
    const box = document.getElementById(id);
    if (who) box.querySelector("[data-who]").textContent = who;
    box.hidden = false;
    say("Chưa lưu");
  }
  form.addEventListener("input", (event) => { if (!event.target.dataset.suggest) touch(); });
  form.addEventListener("change", (event) => { if (!event.target.dataset.suggest) touch(); });
  addEventListener("beforeunload", (event) => { if (dirty && !form.dataset.sent) event.preventDefault(); });

  // The preview: only the newest one is shown.
  let asked = 0;
  async function show() {
    const mine = ++asked;
    look.parentElement.classList.add("busy");
    try {
      const answer = await fetch(look.dataset.url, { credentials: "same-origin" });
      if (mine !== asked) return;
      if (!answer.ok) throw new Error();
      const text = await answer.text();
      if (mine !== asked) return;
      const page = document.createElement("div");
      page.innerHTML = text;
      const top = look.parentElement.scrollTop;
      // Pages that are drawn before they are shown do not flicker.
      await Promise.all([...page.querySelectorAll("img")].slice(0, 2).map((img) => img.decode().catch(() => {})));
      if (mine !== asked) return;
      look.replaceChildren(...page.childNodes);
      look.parentElement.scrollTop = top;
      const count = look.querySelector(".count");
      docgen.say(count ? `Kiểm tra: ${count.textContent} mục` : "Đã dựng lại trang");
    } catch { if (mine === asked) docgen.say("Chưa dựng được trang xem trước"); }
    finally { if (mine === asked) look.parentElement.classList.remove("busy"); }
  }
  if (look.hasAttribute("data-load")) show();

  // What a finding points at.
  look.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.goto) {
      const field = document.getElementById(button.dataset.goto);
      if (field) { const group = field.closest("details"); if (group) group.open = true; field.focus(); }
    } else if (button.dataset.line) {
      const lines = body.value.split("\n"), line = Number(button.dataset.line) - 1;
      const start = lines.slice(0, line).join("\n").length + (line > 0 ? 1 : 0);
      select(start, start + (lines[line] || "").length);
    } else if (button.dataset.find) {
      for (const words of [button.dataset.find, button.dataset.near.replace(/…$/, ""), button.dataset.near.slice(0, 20)]) {
        const at = body.value.indexOf(words);
        if (words && at >= 0) { select(at, at + words.length); return; }
      }
      docgen.say("Chỗ này không nằm trong phần nội dung");
    }
  });
  function select(start, end) {
    body.focus();
    body.setSelectionRange(start, end);
    const line = body.value.slice(0, start).split("\n").length;
    body.scrollTop = Math.max(0, (line / body.value.split("\n").length) * body.scrollHeight - body.clientHeight / 3);
  }
  // What is sent goes after the saving that is under way; a correction is made on what is saved, so all is saved first.
  document.addEventListener("submit", (event) => {
    const sent = event.target, corrects = sent.hasAttribute("data-after-save");
    if (sent.formAction?.endsWith("/gop") || (!corrects && sent !== form)) return;
    if (!(saving || (corrects && dirty))) { dirty = false; return; }
    event.preventDefault();
    delete sent.dataset.sent;
    save().then((done) => { if (done || sent === form) sent.requestSubmit(event.submitter); });
  });

  // Numbering: Phần, Chương, Mục are typed; these levels are counted.
  const LETTERS = "abcdđeghiklmnopqrstuvxy";
  const LEVELS = [
    { find: /^([IVXLC]+)\. /, make: (n) => `${roman(n)}. `, read: (t) => arabic(t) },
    { find: /^(\d+)\. /, make: (n) => `${n}. `, read: Number },
    { find: /^([abcdđeghiklmnopqrstuvxy])\) /, make: (n) => `${LETTERS[n - 1] || "y"}) `, read: (t) => LETTERS.indexOf(t) + 1 },
    { find: /^(-) /, make: () => "- ", read: () => 0 },
    { find: /^(\+) /, make: () => "+ ", read: () => 0 },
  ];
  const ARTICLE = /^Điều (\d+)\. /;
  function roman(n) {
    let out = "";
    for (const [value, sign] of [[50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]]) while (n >= value) { out += sign; n -= value; }
    return out;
  }
  function arabic(text) {
    const values = { I: 1, V: 5, X: 10, L: 50, C: 100 };
    return [...text].reduce((sum, sign, i) => sum + (values[sign] < (values[text[i + 1]] || 0) ? -values[sign] : values[sign]), 0);
  }
  function read(line) {
    const article = ARTICLE.exec(line);
    if (article) return { level: -1, number: Number(article[1]), mark: article[0] };
    for (let level = 0; level < LEVELS.length; level++) {
      const found = LEVELS[level].find.exec(line);
      if (found) return { level, number: LEVELS[level].read(found[1]), mark: found[0] };
    }
    return null;
  }
  const lineAt = (at) => {
    const start = body.value.lastIndexOf("\n", at - 1) + 1, end = body.value.indexOf("\n", at);
    return { start, end: end < 0 ? body.value.length : end };
  };
  function replace(start, end, text, caret) {
    body.setRangeText(text, start, end, "end");
    if (caret !== undefined) body.setSelectionRange(caret, caret);
    touch();
  }
  // The number that follows in a level: after the last one of it above, unless a higher level came between.
  function next(level, before) {
    const lines = before.split("\n");
    for (let i = lines.length - 1; i >= 0; i--) {
      const item = read(lines[i]);
      if (!item) continue;
      if (item.level === level) return item.number + 1;
      if (item.level < level) return 1;
    }
    return 1;
  }
  function shift(by) {
    const at = body.selectionStart, { start, end } = lineAt(at);
    const line = body.value.slice(start, end), item = read(line);
    if (item && item.level < 0) return;
    const level = Math.min(LEVELS.length - 1, Math.max(0, item ? item.level + by : by > 0 ? 1 : 0));
    if (item && level === item.level) return;
    const mark = LEVELS[level].make(next(level, body.value.slice(0, Math.max(0, start - 1))));
    const rest = item ? line.slice(item.mark.length) : line;
    replace(start, end, mark + rest, Math.max(start + mark.length, at + mark.length - (item ? item.mark.length : 0)));
  }
  let free = false;
  body.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") { free = true; docgen.say("Tab để ra khỏi ô nội dung"); return; }
    if (event.key === "Tab" && !free && !event.altKey && !event.ctrlKey) { event.preventDefault(); shift(event.shiftKey ? -1 : 1); return; }
    if (event.key !== "Shift") free = false;
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || body.selectionStart !== body.selectionEnd) return;
    const at = body.selectionStart, { start, end } = lineAt(at), line = body.value.slice(start, end), item = read(line + " ");
    if (!item || at < start + item.mark.length - 1) return;
    event.preventDefault();
    // Enter on an empty item ends the list.
    if (!line.slice(item.mark.trimEnd().length).trim()) { replace(start, end, "", start); return; }
    const mark = item.level < 0 ? `Điều ${item.number + 1}. ` : LEVELS[item.level].make(item.number + 1);
    replace(at, at, `\n${mark}`);
  });
  body.addEventListener("blur", () => { free = false; });
  function renumber() {
    const counts = [0, 0, 0, 0, 0];
    let articles = 0;
    const lines = body.value.split("\n").map((line) => {
      if (line.startsWith(":::")) { counts.fill(0); articles = 0; return line; }
      const item = read(line);
      if (!item) return line;
      if (item.level < 0) { counts.fill(0); return `Điều ${++articles}. ${line.slice(item.mark.length)}`; }
      counts.fill(0, item.level + 1);
      return LEVELS[item.level].make(++counts[item.level]) + line.slice(item.mark.length);
    });
    const at = body.selectionStart;
    body.value = lines.join("\n");
    body.setSelectionRange(at, at);
    touch();
  }
  const tools = document.querySelector("[data-tools]");
  if (tools) {
    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      body.focus();
      if (button.dataset.level) shift(Number(button.dataset.level)); else renumber();
    });
  }

  // Search as one types; the choice becomes a line of the field, or stands where the cursor is in the body.
  for (const input of document.querySelectorAll("[data-suggest]")) {
    const list = document.getElementById(input.getAttribute("aria-controls")), into = document.getElementById(input.dataset.into);
    let wait = 0, turn = 0, at = -1;
    const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
    const choose = (item) => {
      if (!item || !item.dataset.add) return;
      if (into === body) {
        body.setRangeText(item.dataset.add, body.selectionStart, body.selectionEnd, "end");
        body.focus();
      } else into.value = (into.value.trim() ? `${into.value.replace(/\n+$/, "")}\n` : "") + item.dataset.add;
      input.value = "";
      close();
      touch();
      docgen.say("Đã thêm");
    };
    input.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(async () => {
        const mine = ++turn;
        if (!input.value.trim()) { close(); return; }
        const url = new URL(input.dataset.suggest, location.href);
        url.searchParams.set("hoi", input.value);
        const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => null);
        if (!answer || !answer.ok || mine !== turn) return;
        const found = await answer.json();
        list.replaceChildren(...(found.length ? found : [{ text: "Không tìm thấy" }]).map((item, i) => {
          const row = document.createElement("li");
          row.id = `${list.id}-${i}`;
          row.setAttribute("role", "option");
          row.textContent = item.text;
          if (item.add) row.dataset.add = item.add; else row.className = "none";
          return row;
        }));
        at = -1;
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
      }, 180);
    });
    input.addEventListener("keydown", (event) => {
      const rows = [...list.children];
      if (event.key === "Escape") close();
      else if (event.key === "Enter") { event.preventDefault(); choose(rows[Math.max(at, 0)]); }
      else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && rows.length) {
        event.preventDefault();
        at = (at + (event.key === "ArrowDown" ? 1 : rows.length - 1) + (at < 0 && event.key === "ArrowUp" ? 1 : 0)) % rows.length;
        rows.forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
        rows[at].scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", rows[at].id);
      }
    });
    input.addEventListener("blur", () => setTimeout(close, 150));
    list.addEventListener("mousedown", (event) => { event.preventDefault(); choose(event.target.closest("li")); });
  }
})();
