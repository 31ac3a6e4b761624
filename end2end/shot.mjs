import { chromium } from '@playwright/test';
const base = process.env.BASE ?? 'http://127.0.0.1:8311';
const user = process.argv[2] ?? 'dispatcher', path = process.argv[3] ?? '/s/q/to-dispatch', name = process.argv[4] ?? 'q';
const widths = (process.argv[5] ?? '1280').split(',').map(Number);
const script = process.argv[6];
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const w of widths) {
  const c = await b.newContext({ locale: 'zh-CN', viewport: { width: w, height: w < 500 ? 900 : 820 }, timezoneId: 'Asia/Shanghai' });
  const p = await c.newPage();
  p.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(w, m.type(), m.text().slice(0, 600)));
  p.on('pageerror', (e) => console.log(w, 'pageerror', e.message.slice(0, 600)));
  await p.goto(base + '/s/sign-in');
  await p.locator('#username').fill(user); await p.locator('#password').fill('demo');
  await p.locator('main button').first().click();
  await p.waitForURL(/\/s\/q\//);
  await p.goto(base + path);
  await p.waitForSelector('html[data-app]', { timeout: 15000 }).catch(() => console.log('no app'));
  await p.waitForTimeout(600);
  if (script) { await new (Object.getPrototypeOf(async () => {}).constructor)('p', script)(p); await p.waitForTimeout(800); }
  await p.screenshot({ path: `/dev/shm/shots/${name}-${w}.png` });
  const over = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) console.log(w, 'overflow', over);
  await c.close();
}
await b.close();
