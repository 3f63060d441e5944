namespace SupportDesk.Browser.Tests.Cards;

/// <summary>A card number that stands in a log and must stand nowhere else.</summary>
/// <param name="Digits">The number itself.</param>
/// <param name="Written">How it is written in the log, with its separators.</param>
/// <param name="Masked">How it has to be written once it is hidden: the last four digits and the separators stay.</param>
/// <param name="Line">The line that it stands in, counted from 1.</param>
internal sealed record PlantedCard(string Scheme, string Digits, string Written, string Masked, int Line);
