document.documentElement.classList.add("js");
addEventListener("DOMContentLoaded", () => {
  const marks = [...document.querySelectorAll("mark.v")];
  const where = document.getElementById("where");
  const off = new Set();
  let now = -1;
  const kindOf = (m) => [...m.classList].find((c) => c.startsWith("v-")).slice(2);
  // The changes that are shown, each once, in the order of the page.
  const shown = () => [...new Set(marks.filter((m) => !off.has(kindOf(m))).map((m) => m.dataset.v))];
  const of = (number) => marks.filter((m) => m.dataset.v === number);
  function show(number, scroll) {
    for (const m of marks) m.classList.remove("now", "near");
    now = number;
    const list = shown();
    if (number === -1) {
      where.textContent = `${list.length} changes`;
      return;
    }
    const both = of(number);
    for (const m of both) m.classList.add("now");
    where.textContent = `${list.indexOf(number) + 1} of ${list.length}`;
    if (scroll && both[0]) both[0].scrollIntoView({ block: "center" });
  }
  function step(by) {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(now);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length;
    show(list[next], true);
  }
  for (const m of marks) {
    m.addEventListener("click", () => show(m.dataset.v, false));
    m.addEventListener("mouseenter", () => of(m.dataset.v).forEach((x) => x.classList.add("near")));
    m.addEventListener("mouseleave", () => of(m.dataset.v).forEach((x) => x.classList.remove("near")));
  }
  for (const box of document.querySelectorAll("input[data-kind]")) {
    const read = () => {
      if (box.checked) off.delete(box.dataset.kind);
      else off.add(box.dataset.kind);
      for (const m of marks) m.classList.toggle("off", off.has(kindOf(m)));
      for (const row of document.querySelectorAll(".row:not(.head)")) {
        const differs = row.querySelector("mark.v:not(.off)");
        row.classList.toggle("same", !differs);
      }
      show(-1);
    };
    box.addEventListener("change", read);
    if (!box.checked) read();
  }
  const only = document.getElementById("only");
  const narrow = () => document.body.classList.toggle("only-differing", only.checked);
  only.addEventListener("change", narrow);
  narrow();
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("prev").addEventListener("click", () => step(-1));
  for (const a of document.querySelectorAll("a[data-to]")) {
    a.addEventListener("click", (e) => {
      e.preventDefault();
      show(a.dataset.to, true);
    });
  }
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "j" || e.key === "n" || e.key === "ArrowRight") step(1);
    else if (e.key === "k" || e.key === "p" || e.key === "ArrowLeft") step(-1);
    else if (e.key === "Escape") show(-1);
    else return;
    e.preventDefault();
  });
});
