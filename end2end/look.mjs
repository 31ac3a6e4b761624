import { chromium } from '@playwright/test';
const BASE = process.env.BASE; const OUT = '/tmp/i3t-shots';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: false });
const A = { county:'990101', township:'unsure', service:'unsure', kind:'help', obstacle:'papers', tried_at:'website', what:'不动产登记窗口三次要求提交同一份婚姻证明，每次都说材料不齐，跑了三趟还没有办成。', wish:'请一次说清楚要哪些材料', follow:'none', who:'person', name:'王女士', phone:'13800138000', visibility:'public', identity:'named', declared:'yes' };
async function file(page) {
  await page.goto(BASE + '/report');
  await page.locator('.start__begin button').click();
  for (let i = 0; i < 20; i++) {
    await page.waitForLoadState();
    if (page.url().includes('/done/')) break;
    for (const [n, v] of Object.entries(A)) {
      const f = page.locator(`main [name="${n}"]`); if (!(await f.count())) continue;
      const t = await f.first().evaluate((e) => e.type);
      if (t === 'select-one') await f.selectOption(v); else if (t === 'radio' || t === 'checkbox') await page.locator(`main [name="${n}"][value="${v}"]`).check(); else if (t !== 'hidden') await f.fill(v);
    }
    await page.locator('main form').getByRole('button').last().click().catch(()=>{});
    await page.waitForTimeout(150);
  }
  const [number, code] = await page.locator('.receipt__code').allTextContents();
  return { number: number.replaceAll(' ', ''), code };
}
const ctx = await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false, viewport: { width: 1280, height: 900 }, timezoneId: 'Asia/Shanghai' });
const page = await ctx.newPage();
const r = await file(page); console.log(r);
await page.goto(BASE + '/track'); await page.locator('main [name=number]').fill(r.number); await page.locator('main [name=code]').fill(r.code); await page.locator('main form button').first().click();
const looks = { 'zh360': [360, ''], 'zh768': [768, ''], 'zh1280': [1280, ''], 'elder360': [360, 'mode=elder&size=3'], 'dark1280': [1280, 'theme=dark'], 'en360': [360, 'lang=en'], 'en1280': [1280, 'lang=en'] };
const reset = 'lang=zh&mode=standard&theme=light';
async function prefs(q) { await page.request.post(BASE + '/api/prefs', { headers: { 'content-type': 'application/x-www-form-urlencoded', origin: BASE }, data: q, maxRedirects: 0 }).catch(()=>{}); }
async function shots(name, path, only, before) {
  for (const [look, [w, q]] of Object.entries(looks)) {
    if (only && !only.includes(look)) continue;
    await prefs(reset); if (q) await prefs(q);
    await page.setViewportSize({ width: w, height: 900 });
    await page.goto(BASE + path); if (before) await before(page);
    const over = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    if (over) console.log('OVERFLOW', name, look);
    await page.screenshot({ path: `${OUT}/${name}-${look}.png`, fullPage: true });
  }
  await prefs(reset);
}
const step = process.argv[2] ?? 'all';
const t = `/track/${r.number}`;
await shots('done', `/report/done/${r.number}`);
await shots('tracked', t, null, async (p) => { await p.locator('.why__summary').first().click(); });
for (const a of ['supplement', 'urge', 'withdraw']) await shots(a, `${t}/${a}`, ['zh360', 'elder360', 'en1280', 'dark1280']);
for (const a of ['help', 'privacy', 'accessibility', 'contact']) await shots(a, `/${a}`, ['zh360', 'zh1280', 'elder360', 'en1280', 'dark1280']);
await page.setViewportSize({ width: 1280, height: 900 });
await page.goto(BASE + t + '/urge'); await page.locator('main [name=text]').fill('急'.repeat(101)); await page.locator('main form button').last().click(); await page.screenshot({ path: `${OUT}/urge-wrong.png`, fullPage: true });
await page.goto(BASE + t + '/urge'); await page.locator('main [name=reason]').first().check(); await page.locator('main [name=text]').fill('店铺周五要开业'); await page.locator('main form').filter({ has: page.locator('[name=reason]') }).getByRole('button').click();
await page.screenshot({ path: `${OUT}/urged.png`, fullPage: true });
await page.goto(BASE + t + '/supplement'); await page.locator('main [name=text]').fill('今天上午又去了一次，窗口还是要原件。');
await page.locator('[type=file]').setInputFiles([{ name: '通知.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\na\ntrailer\n%%EOF\n') }]);
await page.locator('main form').filter({ has: page.locator('[type=file]') }).getByRole('button').click(); await page.screenshot({ path: `${OUT}/supplemented.png`, fullPage: true });
const js = await browser.newContext({ locale: 'zh-CN', storageState: await ctx.storageState(), viewport: { width: 1280, height: 900 } });
const p2 = await js.newPage(); await p2.goto(BASE + `/report/done/${r.number}`); await p2.waitForTimeout(4000); await p2.screenshot({ path: `${OUT}/done-js.png`, fullPage: true });
await p2.pdf({ path: `${OUT}/receipt.pdf`, preferCSSPageSize: true });
await browser.close();
