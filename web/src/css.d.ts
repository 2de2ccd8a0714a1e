// A style sheet's text, minified: scripts/shell/bundle.mjs.
declare module '*.css' {
  const text: string;
  export default text;
}
