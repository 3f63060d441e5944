using MudBlazor;

namespace SupportDesk.Ui.Controls;

/// <summary>A framed button: what can be done besides the main thing.</summary>
public class Btn : MudButton
{
    public Btn() => (Variant, Color, Ripple, DropShadow) = (Variant.Outlined, Color.Default, false, false);
}
