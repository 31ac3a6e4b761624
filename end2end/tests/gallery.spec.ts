// Every part of the screens in each of the six modes: without a barrier, and nothing beyond the edge of a telephone.
import { expect, test } from '../fixtures';

const MODES = ['standard', 'elder', 'largest', 'dark', 'contrast', 'print'];

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'axe is a script');

test('each part in each mode', async ({ page, axe }) => {
  for (const mode of MODES) {
    await page.goto(`/dev/ui/${mode}`);
    await expect(page.getByRole('link', { name: mode, exact: true })).toHaveAttribute('aria-current', 'page');
    await axe(page);
    await page.setViewportSize({ width: 320, height: 640 });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(beyond, `${mode} is wider than its window`).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  const ink = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ink').trim());
  expect(await ink(), 'paper is black on white').toBe('#000');
});

test('a mode that there is not is a page that there is not', async ({ page, expectStatus }) => {
  expectStatus(404);
  const answer = await page.goto('/dev/ui/upside-down');
  expect(answer?.status()).toBe(404);
});
