import { chartStyle } from './chart-style.js';

/** The report page's style sheet; drawings keep their white ground in the dark. */
export const reportStyle = `
:root { --ink: #1d1d1f; --soft: #5f6368; --line: #d9dce1; --ground: #fff; --tint: #f5f6f8; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e8; --soft: #a5a9b0; --line: #3a3d43; --ground: #17181b; --tint: #212327; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3.2rem; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, 'DejaVu Sans', sans-serif; }
nav { position: sticky; top: 0; z-index: 2; display: flex; gap: .2rem 1.1rem; overflow-x: auto; padding: .55rem max(1.5rem, calc(50% - 560px + 1.5rem)); background: var(--ground); border-bottom: 1px solid var(--line); font-size: .92rem; }
nav a { color: var(--soft); text-decoration: none; white-space: nowrap; }
nav a:hover { color: var(--ink); text-decoration: underline; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .4rem; z-index: 3; background: var(--ground); padding: .2rem .5rem; }
:focus-visible { outline: 2px solid #1b7fd6; outline-offset: 2px; }
main { max-width: 1120px; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 .8rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .6rem; }
p { max-width: 46rem; margin: 0 0 .9rem; }
header p, figcaption, .notes, .outcome { color: var(--soft); }
figure { margin: 1.4rem 0 2.2rem; }
.drawing { padding: .5rem; background: #fff; border: 1px solid var(--line); border-radius: 8px; overflow-x: auto; }
.drawing svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
figcaption { margin-top: .5rem; font-size: .9rem; max-width: 46rem; }
.scroll { overflow-x: auto; margin-top: 1.4rem; }
table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; border-bottom: 2px solid var(--ink); }
caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
thead { border-top: 2px solid var(--ink); border-bottom: 1px solid var(--ink); }
th, td { padding: .35rem .9rem .35rem 0; text-align: left; font-weight: 400; vertical-align: top; }
thead th { font-weight: 600; }
.number { text-align: right; }
th a { color: inherit; }
tbody tr + tr { border-top: 1px solid var(--line); }
table + p, .scroll + p, .scroll + .scroll { margin-top: 1.2rem; }
.notes { font-size: .85rem; padding-left: 1.1rem; max-width: 60rem; }
details { border: 1px solid var(--line); border-radius: 8px; margin: .4rem 0; }
summary { cursor: pointer; padding: .55rem .9rem; }
details[open] > summary { border-bottom: 1px solid var(--line); background: var(--tint); }
details.budget { border: 0; }
details.budget[open] > summary { border: 0; background: none; }
details.budget > summary { padding: .4rem 0; }
details.budget h3 { display: inline; }
summary span:first-child { font-weight: 600; margin-right: .6rem; }
dl { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: .35rem 1rem; margin: 0; padding: .8rem .9rem; font-size: .9rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
dd ul { margin: 0; padding-left: 1.1rem; }
code { font: .86em/1.5 ui-monospace, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl { grid-template-columns: minmax(0, 1fr); gap: 0 } dd { margin-bottom: .6rem; } }
@media (max-width: 40rem) { main { padding: 1.2rem 1rem 3rem; } nav { padding-inline: 1rem; } h1 { font-size: 1.5rem; } }
${chartStyle}@media print {
  nav, .skip, .controls, .reading, .tip { display: none; }
  main { max-width: none; padding: 0; }
  body { font-size: 10.5pt; }
  figure, tr, details { break-inside: avoid; }
  h2, h3, summary, caption { break-after: avoid; }
  .scroll, .readout .scroll { overflow: visible; max-height: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
}
`;
