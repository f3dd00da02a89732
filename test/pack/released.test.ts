import { expect, test } from 'vitest';
import { released } from './released.mjs';

test('what is unreleased stands under the new version', () => {
  expect(released('# Changelog\n\n## Unreleased\n\n- This.\n\n## 0.1.0\n', '0.2.0', '2030-01-02')).toBe(
    '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2030-01-02)\n\n- This.\n\n## 0.1.0\n',
  );
});

test('a changelog without it is refused with the next step', () => {
  expect(() => released('# Changelog\n', '0.2.0', '2030-01-02')).toThrow('NO_UNRELEASED');
});
