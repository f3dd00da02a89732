import { join } from 'node:path';
import { describeStore } from './store-suite.ts';
import { tempFolder } from './temp-folder.ts';

const folder = await tempFolder();

describeStore('SQLite', async () => join(folder.path, 'reports.sqlite'), folder.remove);
