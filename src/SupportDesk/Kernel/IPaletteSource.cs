namespace SupportDesk.Kernel;

/// <summary>What the command palette offers. Each feature contributes its own.</summary>
public interface IPaletteSource
{
    /// <summary>What fits the typed text, the best first, and only what this person may see.</summary>
    /// <param name="typed">Trimmed; empty while nothing is typed.</param>
    Task<IReadOnlyList<PaletteEntry>> FindAsync(string typed, Actor actor, CancellationToken ct);
}

/// <summary>The headings of the palette, in their order.</summary>
public enum PaletteGroup { Exact = 0, Alike = 1, Act = 2, Go = 3 }

/// <param name="Icon">A symbol of icons.svg.</param>
/// <param name="Detail">A second line; null if the title says it all.</param>
/// <param name="Href">Where it leads.</param>
public sealed record PaletteEntry(PaletteGroup Group, string Icon, string Title, string? Detail, string Href);
