namespace SupportDesk.Features.Tickets;

/// <summary>Says of people who wrote for whom they could be mistaken. Another feature knows what the provider's addresses look like.</summary>
public interface ISenderWarnings
{
    /// <param name="people">Names and addresses, as they are stored.</param>
    /// <returns>For each, words in the language of the moment; null for somebody who looks like nobody else.</returns>
    Task<IReadOnlyList<string?>> OfAsync(IReadOnlyList<(string Name, string? Address)> people, CancellationToken ct);
}
