/** How the document looks: on a screen of any width, in the dark, on paper. */
export const HTML_STYLE: string = `
:root{color-scheme:light dark;--line:light-dark(#d9dce1,#3a3d43);--quiet:light-dark(#5b6270,#a4aab5);--bad:light-dark(#b3261e,#ff8a80);--warn:light-dark(#8a5a00,#f0b75a);--good:light-dark(#1a7340,#6fce93);--sunk:light-dark(#f4f5f7,#202226)}
body{margin:0;font:14px/1.5 system-ui,sans-serif;background:light-dark(#fff,#17181b);color:light-dark(#1b1d21,#e6e8eb)}
main{max-inline-size:1180px;margin:auto;padding:20px 16px 60px}
h1{font-size:20px;margin:0 0 12px}h2{font-size:15px;margin:28px 0 8px}h3{font-size:14px;margin:0 0 6px}
h1,h2,h3,p,dd,td,li{overflow-wrap:anywhere}
.quiet{color:var(--quiet);font-weight:400}
.said{white-space:pre-wrap;padding:10px 12px;border-inline-start:3px solid var(--line);background:var(--sunk)}
.facts{margin:0;display:grid;gap:2px}
.facts div{display:grid;grid-template-columns:minmax(120px,200px) minmax(0,1fr);gap:12px}
.facts dt{color:var(--quiet)}.facts dd{margin:0;white-space:pre-wrap}
.finding{border:1px solid var(--line);border-inline-start:4px solid var(--quiet);border-radius:6px;padding:10px 14px;margin-block:10px}
.finding[data-severity=error]{border-inline-start-color:var(--bad)}.finding[data-severity=warning]{border-inline-start-color:var(--warn)}
.finding p{margin:4px 0;white-space:pre-wrap}
.story{display:flex;flex-wrap:wrap;gap:6px;padding:0;margin:0 0 8px;list-style:none}
.story li{border:1px solid var(--line);border-radius:6px;padding:4px 10px;max-inline-size:260px}
.story li[data-state=missing],.story li[data-state=guess]{border-style:dashed}
.story li[data-state=failed]{border-color:var(--bad)}.story li[data-state=failed] b{color:var(--bad)}
.story li[data-state=reached] b span{color:var(--good)}
.wide{overflow:auto}
table{border-collapse:collapse;inline-size:100%;font-size:13px}
th,td{text-align:start;vertical-align:top;padding:4px 10px 4px 0;border-block-end:1px solid var(--line)}
td:first-child,td:nth-child(5){white-space:nowrap;font-variant-numeric:tabular-nums}
tr[data-tone=failed] td:nth-child(4),tr[data-tone=terminated] td:nth-child(4){color:var(--bad)}
tr[data-tone=silent] td:nth-child(4){color:var(--warn)}
tr[data-severity] td:nth-child(3){font-weight:600}
pre{margin:4px 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font:12px/1.45 ui-monospace,monospace}
td pre{max-block-size:9em;overflow:auto;color:var(--bad);font-weight:400}
.note{margin:4px 0 0;padding:4px 8px;background:var(--sunk);white-space:pre-wrap;font-weight:400}
.lines{margin-block-start:28px}.lines summary{font-weight:600;cursor:pointer}
@media(max-width:620px){.facts div{grid-template-columns:1fr;gap:0}.facts dd{margin-block-end:6px}
table,tbody,tr,td{display:block}thead{display:none}td{border:0;padding:0}tr{border-block-end:1px solid var(--line);padding:6px 0}td:empty{display:none}td:first-child,td:nth-child(2){display:inline-block;margin-inline-end:8px;color:var(--quiet)}}
@media print{.lines{display:none}td pre{max-block-size:none}}
`.trim();
