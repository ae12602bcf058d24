/** The style sheet of the interactive charts. */
export const chartStyle = `
.chart { margin: .6rem 0; }
.controls { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; font-size: .88rem; margin-bottom: .6rem; }
.choices { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem; margin: 0; padding: 0; border: 0; min-width: 0; }
.choices legend { float: left; padding: 0; margin-right: .2rem; color: var(--soft); }
.choices label { overflow-wrap: anywhere; display: inline-flex; align-items: center; gap: .3rem; padding: .2rem .55rem; border: 1px solid var(--line); border-radius: 1rem; cursor: pointer; }
.choices label:has(:checked) { background: var(--tint); border-color: var(--soft); }
.choices label:not(:has(:checked)) { color: var(--soft); }
.choices input { margin: 0; accent-color: var(--soft); }
.selection { display: inline-flex; align-items: center; gap: .4rem; color: var(--soft); }
select, button { font: inherit; color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: .2rem .5rem; }
button { min-width: 2rem; cursor: pointer; }
button:hover, select:hover { border-color: var(--soft); }
.zoom { display: inline-flex; gap: .25rem; }
.swatch { flex: none; display: inline-block; width: .8rem; height: .8rem; border-radius: 3px; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem 1.4rem; }
.panel { min-width: 0; }
.panel-title { overflow-wrap: anywhere; margin: 0 0 .2rem; text-align: center; font-size: .9rem; }
.plot-ground { position: relative; }
.plot { width: 100%; min-height: 250px; touch-action: pan-y; cursor: crosshair; user-select: none; -webkit-user-select: none; }
.plot svg { display: block; max-width: 100%; }
.tip { position: absolute; z-index: 1; pointer-events: none; display: grid; max-width: 16rem; padding: .35rem .6rem; font-size: .82rem; background: var(--ground); border: 1px solid var(--soft); border-radius: 6px; }
.tip[hidden] { display: none; }
.readout { margin-top: .5rem; }
.readout .scroll { margin-top: .3rem; max-height: 18rem; }
.readout th { white-space: nowrap; }
.readout thead th { white-space: normal; }
.readout th .swatch { margin-right: .45rem; vertical-align: -.08rem; }
.reading { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; font-size: .88rem; color: var(--soft); }
.reading input { flex: 1 1 10rem; max-width: 24rem; accent-color: var(--soft); }
.reading output { color: var(--ink); font-variant-numeric: tabular-nums; min-width: 9rem; }
.claims { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
.claim { min-width: 0; padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: 8px; break-inside: avoid; }
.claim h4 { margin: 0 0 .4rem; font-size: 1rem; line-height: 1.35; }
.claim p { margin: 0 0 .5rem; font-size: .9rem; }
.claim .chart { min-height: 17rem; }
.claim .panels { grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: .4rem; }
.source { color: var(--soft); font-size: .85rem; }
.counts { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0; }
.badge { display: inline-block; padding: .05rem .6rem; border-radius: 1rem; border: 1px solid currentColor; font-size: .82rem; font-weight: 600; }
.badge.supported { color: #1d7a3a; }
.badge.contradicted { color: #b3261e; }
.badge.not-resolved { color: #8a6100; }
@media screen and (prefers-color-scheme: dark) {
  .badge.supported { color: #6fcf8b; }
  .badge.contradicted { color: #ff8a80; }
  .badge.not-resolved { color: #e6b450; }
}
.interval { display: block; width: 100%; max-width: 26rem; height: auto; overflow: visible; margin: .2rem 0 .8rem; }
.interval .axis { stroke: var(--soft); stroke-opacity: .6; }
.interval .range { stroke: var(--ink); stroke-width: 3; stroke-linecap: round; }
.interval circle { fill: var(--ink); }
.interval text { fill: var(--soft); font-size: 10px; }
.folded { border: 0; }
.folded summary { padding: .3rem 0; color: var(--soft); font-size: .88rem; }
details.folded[open] > summary { background: none; border: 0; }
.not-run, .sentences { font-size: .92rem; padding: .5rem 1rem .5rem 2rem; margin: 0; max-width: 60rem; }
#compared select { max-width: min(26rem, 80vw); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
.legend span { overflow-wrap: anywhere; display: inline-flex; align-items: center; gap: .35rem; }
`;
