import { expect, test } from '@offstage/testing/playwright';

test.use({ offstageOptions: { app: 'dist/plain' } });

test('a push is shown, and its click opens the app', async ({ offstage, page }) => {
  await expect(page.getByRole('button')).toHaveText('Notify me');
  const push = await offstage.push({ title: 'Hello' });
  expect(push).toHaveShownNotification({ title: 'Hello' });
  await offstage.notifications.click('Hello');
  await expect
    .poll(() =>
      page
        .context()
        .pages()
        .some((one) => one.url().endsWith('?from=notification')),
    )
    .toBe(true);
});

test('broken on purpose', async ({ offstage }) => {
  const push = await offstage.push('no JSON');
  expect(push).toHaveShownNotification({ title: 'Hello' });
});
