// embed.js: defines <luminara-playground> on any page. A classic script, since a module would need the playground's host to allow
// other origins.
import { defineEmbed } from './embed-element.js';

defineEmbed(document.currentScript as HTMLScriptElement | null);
