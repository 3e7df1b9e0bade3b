/* Draws every <canvas data-chart='{"labels": […], "series": […], "marks": […]}'> with
   Chart.js, in the colours of the admin, again when the theme changes. The numbers stand
   beside each chart as a table or as text: without this script nothing is lost. */
"use strict";

(() => {
  const drawn = new Map();

  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // The first series is what the page is about; the others are what it is compared with.
  const colors = () => [color("--link-fg"), color("--body-quiet-color"), color("--accent"), color("--error-fg")];

  /* Vertical lines with a number at their head: the table below says what it stands for. */
  const marks = {
    id: "marks",
    afterDatasetsDraw(chart, _args, options) {
      const { ctx, chartArea, scales } = chart;
      for (const mark of options.found ?? []) {
        const x = scales.x.getPixelForValue(mark.at);
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = color("--body-loud-color");
        ctx.setLineDash([3, 3]);
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.font = "11px sans-serif";
        ctx.textAlign = "center";
        ctx.fillText(mark.label, x, chartArea.top - 4);
        ctx.restore();
      }
    },
  };

  const small = { display: false, beginAtZero: true };

  function options(canvas, data, isSpark) {
    const grid = { color: color("--hairline-color") };
    const ticks = { color: color("--body-quiet-color"), precision: 0 };
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: isSpark ? 2 : { top: data.marks?.length ? 16 : 0 } },
      interaction: { mode: "index", intersect: false },
      events: isSpark ? [] : undefined,
      plugins: {
        legend: { display: !isSpark && data.series.length > 1, position: "bottom", labels: { color: color("--body-fg") } },
        tooltip: { enabled: !isSpark },
        marks: { found: data.marks },
      },
      scales: isSpark
        ? { x: small, y: small }
        : { x: { grid: { display: false }, ticks }, y: { beginAtZero: true, grid, ticks } },
    };
  }

  function draw(canvas) {
    const data = JSON.parse(canvas.dataset.chart);
    const isSpark = canvas.parentElement.classList.contains("spark");
    const palette = colors();
    drawn.get(canvas)?.destroy();
    drawn.set(canvas, new Chart(canvas, {
      type: data.kind ?? "line",
      data: {
        labels: data.labels,
        datasets: data.series.map(({ label, values }, place) => ({
          label,
          data: values,
          borderColor: palette[place % palette.length],
          backgroundColor: palette[place % palette.length],
          borderWidth: isSpark ? 1.5 : 2,
          borderDash: place ? [6, 4] : [],
          pointRadius: isSpark ? 0 : 2,
          tension: 0,
        })),
      },
      options: options(canvas, data, isSpark),
      plugins: [marks],
    }));
  }

  const drawAll = () => document.querySelectorAll("canvas[data-chart]").forEach(draw);

  document.addEventListener("DOMContentLoaded", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
})();
