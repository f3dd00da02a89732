export function tool(name: string, command?: string): string[];
