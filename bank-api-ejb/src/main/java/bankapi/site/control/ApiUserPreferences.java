package bankapi.site.control;

import bankapi.site.entity.ApiUser;

/**
 * How an API user likes its answers, and what it may have.
 *
 * @param linkAnswer what link methods answer: an object, or the bare URL
 * @param listAnswer what list methods answer: the list, or Bridge's wrapper around it
 * @param multiSite whether it may have more than one site
 */
public record ApiUserPreferences(
    ApiUser.LinkAnswer linkAnswer, ApiUser.ListAnswer listAnswer, boolean multiSite) {}
