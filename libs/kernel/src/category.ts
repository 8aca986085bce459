/** The category under which a person is listed, negotiated or released; several may meet in one exchange. */
export const CATEGORIES = ['seriously-ill-or-wounded', 'aged-18-to-25', 'general', 'civilian'] as const;

export type Category = (typeof CATEGORIES)[number];
