declare const brand: unique symbol;

/** A base type that the compiler keeps apart from all others with the same base. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
