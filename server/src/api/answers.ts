import * as v from 'valibot';
import { SHAPES, type Shape } from '../shapes.ts';

const WORDS: Readonly<Record<string, v.GenericSchema>> = {
  text: v.string(),
  number: v.number(),
  count: v.pipe(v.number(), v.integer()),
  'text or null': v.nullable(v.string()),
  'number or null': v.nullable(v.number()),
  'yes or no': v.boolean(),
  unknown: v.unknown(),
};

const OR_NULL = ' or null';

/** The schema of a shape; what it refers to by name becomes a part of it. */
function schemaOf(shape: Shape): v.GenericSchema {
  if (typeof shape === 'string') return named(shape);
  if (!isList(shape)) {
    return v.object(Object.fromEntries(Object.entries(shape).map(([name, of]) => [name, schemaOf(of)])));
  }
  const [what = '', ...of] = shape;
  const [first = ''] = of;
  switch (what) {
    case 'list':
      return v.array(schemaOf(first));
    case 'by name':
      return v.record(v.string(), schemaOf(first));
    case 'either':
      return v.union(of.map(schemaOf));
    case 'one of':
      return v.picklist(of);
    default:
      throw new Error(`No shape: ${what}`);
  }
}

function named(word: string): v.GenericSchema {
  if (word.startsWith('#') && word.endsWith(OR_NULL))
    return v.nullable(named(word.slice(0, -OR_NULL.length)));
  const shape = word.startsWith('#') ? (SHAPES as Readonly<Record<string, Shape>>)[word.slice(1)] : undefined;
  const schema = shape === undefined ? WORDS[word] : schemaOf(shape);
  if (schema === undefined) throw new Error(`No shape: ${word}`);
  return schema;
}

/** `Array.isArray` does not know readonly lists. */
function isList(shape: Exclude<Shape, string>): shape is readonly string[] {
  return Array.isArray(shape);
}

/** What the API answers, by the name that the document refers to it by. */
export const ANSWERS: Readonly<Record<string, v.GenericSchema>> = Object.fromEntries(
  Object.entries(SHAPES).map(([name, shape]) => [name, schemaOf(shape)]),
);
