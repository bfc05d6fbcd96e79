package bankapi.console.boundary;

import java.util.List;

/**
 * One library of somebody else's that is packed into the archives.
 *
 * @param group of its Maven artifact
 * @param name of its Maven artifact
 * @param version as its makers count
 * @param licences at least one, by their SPDX names where they have one
 */
public record Library(String group, String name, String version, List<String> licences) {}
