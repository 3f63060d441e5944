namespace SupportDesk.Features.Payers;

/// <summary>Texts of the pages a payer sees.</summary>
public sealed class PayersText;
