using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>Where one writes or reads; lists of facts lie on the bare page.</summary>
public class Sheet : MudPaper
{
    public Sheet() => (Outlined, Elevation) = (true, 0);
}
