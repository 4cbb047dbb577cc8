// Follows a job: server-sent events move the bar; at the end the page is asked for anew, with its files.
"use strict";
(() => {
  const place = document.getElementById("viec");
  const bar = document.getElementById("viec-thanh");
  const said = document.getElementById("viec-loi");
  const count = document.getElementById("viec-dem");
  const state = document.getElementById("viec-trang-thai");
  const show = (job) => {
    state.textContent = job.state_name;
    said.textContent = job.message || (job.state === "queued" ? "Đang chờ đến lượt…" : "Đang chuẩn bị…");
    if (job.total) { bar.max = job.total; bar.value = job.done; count.textContent = `${job.done}/${job.total}`; }
    else { bar.removeAttribute("value"); count.textContent = ""; }
  };
  const events = new EventSource(place.dataset.events);
  events.addEventListener("progress", (event) => show(JSON.parse(event.data)));
  events.addEventListener("end", () => { events.close(); location.reload(); });
})();
