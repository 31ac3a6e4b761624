import { chromium } from 'playwright-core';
const base = 'http://127.0.0.1:8099';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const look of ['standard','elder','largest','dark','contrast','print']) {
  const c = await b.newContext({ locale: 'zh-CN', viewport: { width: look==='largest'||look==='elder' ? 360 : 1100, height: 900 } });
  const p = await c.newPage();
  const r = await p.goto(`${base}/dev/ui/${look}`);
  const over = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  console.log(look, r.status(), 'over', over);
  await p.screenshot({ path: `/tmp/ui-${look}.png`, fullPage: true });
  await c.close();
}
await b.close();
