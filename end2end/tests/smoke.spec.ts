// The first look: the front door opens, says what it is, and has no barrier.
import { expect, test } from '../fixtures';

test('the front door opens', async ({ page, axe }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await axe(page);
});
