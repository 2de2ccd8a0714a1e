// The page's entry: defines <luminara-playground>, which does the rest.
import './playground.js';
