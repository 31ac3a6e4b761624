// Whoever runs an office changes it: what will change is shown, kept, and stands in the history.
import { expect, test } from '../fixtures';
import { Officer } from '../people';

const PAGES = ['', '/staff', '/departments', '/duty-rules', '/services', '/templates', '/page-texts', '/calendar', '/history', '/lists', '/lists/staff', '/office'];

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'the desk needs script');
test.describe.configure({ timeout: 120_000, retries: 1 });

test('a template is changed, and the history tells before and after', async ({ anotherBrowser, axe, baseURL }) => {
  const page = await (await anotherBrowser()).newPage();
  const admin = new Officer(page);
  await page.request.post('/api/demo/enter', { form: { role: 'admin' }, headers: { origin: baseURL!, referer: `${baseURL}/demo` } });
  await page.goto('/admin/templates');
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
  await page.locator('a.admin-table__name').first().click();
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
  const body = page.locator('.admin-form textarea').first();
  const before = await body.inputValue();
  await body.fill(`${before} Thank you.`);
  await page.getByRole('button', { name: admin.say('admin_check'), exact: true }).click();
  await expect(page.locator('.changes-told')).toContainText('Thank you.');
  await axe(page);
  await page.getByRole('button', { name: admin.say('admin_confirm'), exact: true }).click();
  await expect(page.getByRole('status')).toBeVisible();
  await page.goto('/admin/history');
  await expect(page.locator('main')).toContainText('Thank you.');
});

test('the calendar of a year is read from a file, looked at, and loaded', async ({ anotherBrowser, baseURL }) => {
  const page = await (await anotherBrowser()).newPage();
  const admin = new Officer(page);
  await page.request.post('/api/demo/enter', { form: { role: 'admin' }, headers: { origin: baseURL!, referer: `${baseURL}/demo` } });
  await page.goto('/admin/calendar');
  await expect(page.locator('html')).toHaveAttribute('data-app', '');
  // as a spreadsheet in China writes it: GBK, in which these four bytes are 元旦
  const body = Buffer.concat([Buffer.from('date,kind,name\n2031-01-01,holiday,'), Buffer.from([0xd4, 0xaa, 0xb5, 0xa9]), Buffer.from('\n')]);
  await page.locator('#file').setInputFiles({ name: '2031.csv', mimeType: 'text/csv', buffer: body });
  await expect(page.locator('#body')).toHaveValue('date,kind,name\n2031-01-01,holiday,元旦\n');
  await page.getByRole('button', { name: admin.say('admin_check'), exact: true }).click();
  await page.getByRole('button', { name: admin.say('admin_confirm'), exact: true }).click();
  await expect(page.locator('.why__summary', { hasText: '2031' })).toBeVisible();
});

test('pages of whoever runs the office have no barrier and fit a telephone', async ({ anotherBrowser, axe, baseURL }) => {
  const page = await (await anotherBrowser({ locale: 'zh-CN', viewport: { width: 360, height: 800 } })).newPage();
  await page.request.post('/api/demo/enter', { form: { role: 'admin' }, headers: { origin: baseURL!, referer: `${baseURL}/demo` } });
  for (const path of PAGES) {
    await page.goto(`/admin${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, `${path} is wider than its window`).toBeLessThanOrEqual(0);
    await axe(page);
  }
});
