using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.NewCase.Checklists;

/// <summary>Tells the ticket's page what kinds of trouble there are: one for each checklist.</summary>
internal sealed class CaseTypeNames(ChecklistCatalog catalog) : ICaseTypes
{
    public IReadOnlyList<(string Key, string Name)> All => [.. catalog.All.Select(one => (one.Key, one.Name.ToString()))];
}
