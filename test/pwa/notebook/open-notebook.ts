import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** A field note on this device. `synced` is 0 until the server has it (a number, since it is a key). */
export interface LocalNote {
  readonly id: string;
  readonly text: string;
  readonly place: string;
  /** Epoch milliseconds. */
  readonly written: number;
  readonly synced: 0 | 1;
}

interface NotebookSchema extends DBSchema {
  notes: { key: string; value: LocalNote; indexes: { written: number; synced: number } };
  /** One row each: `prompt`. */
  facts: { key: string; value: string };
}

export type Notebook = IDBPDatabase<NotebookSchema>;

let opened: Promise<Notebook> | undefined;

/** The notebook that the page and its worker share. */
export function openNotebook(): Promise<Notebook> {
  opened ??= openDB<NotebookSchema>('field-notes', 1, {
    upgrade(database) {
      const notes = database.createObjectStore('notes', { keyPath: 'id' });
      notes.createIndex('written', 'written');
      notes.createIndex('synced', 'synced');
      database.createObjectStore('facts');
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}
