import type { MiddlewareHandler } from 'hono';

const LOCAL = /^(localhost|[a-z0-9-]+\.localhost|([a-z0-9-]+\.)+test|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Answers only to names of this machine. A page elsewhere whose name was made to point at 127.0.0.1 would otherwise
 * be of one origin with the demo (DNS rebinding).
 */
export const localOnly: MiddlewareHandler = async (context, next) => {
  if (LOCAL.test(context.req.header('host') ?? '')) return next();
  return context.json(
    {
      code: 'HOST_UNKNOWN',
      message: 'This server answers to localhost only.',
      next: 'Open it as localhost.',
    },
    421,
  );
};
