using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>A list of things to do behind a button.</summary>
public class Menu : MudMenu
{
    public Menu()
    {
        (Dense, Modal, Ripple, DropShadow, Variant) = (true, false, false, false, Variant.Outlined);
        (AnchorOrigin, TransformOrigin) = (Origin.BottomRight, Origin.TopRight);
    }
}
