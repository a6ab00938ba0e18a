// Makes volumes out of folders. One of these runs on each node and makes the volumes of the claims
// whose first pod was scheduled to that node, so that no pod has to be started for a volume's sake.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/klog/v2"
	"sigs.k8s.io/sig-storage-lib-external-provisioner/v13/controller"
)

const (
	retryAfter  = 200 * time.Millisecond
	retryAtMost = 10 * time.Second
)

// Which node made a volume: that one takes it away again.
const madeOn = "steadfast.dev/made-on"

type provisioner struct {
	node string
	// Folders of this node, and the folder that all nodes share.
	own, shared string
}

// ShouldProvision leaves a claim to the node that its pod was scheduled to.
func (p *provisioner) ShouldProvision(_ context.Context, claim *v1.PersistentVolumeClaim) bool {
	return claim.Annotations["volume.kubernetes.io/selected-node"] == p.node
}

// Provision makes a folder that anybody may write to: a pod under restricted Pod Security is no
// root, and a host path takes no notice of its fsGroup.
func (p *provisioner) Provision(
	_ context.Context, asked controller.ProvisionOptions,
) (*v1.PersistentVolume, controller.ProvisioningState, error) {
	claim, class := asked.PVC, asked.StorageClass
	if claim.Spec.Selector != nil {
		err := fmt.Errorf("a folder has no labels that a selector could match")
		return nil, controller.ProvisioningFinished, err
	}
	root, err := p.rootOf(class.Parameters["folder"])
	if err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	path := filepath.Join(root, asked.PVName)
	if err := os.MkdirAll(path, 0o777); err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	if err := os.Chmod(path, 0o777); err != nil {
		return nil, controller.ProvisioningFinished, err
	}
	isDirectory := v1.HostPathDirectory
	volume := &v1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{
			Name:        asked.PVName,
			Annotations: map[string]string{madeOn: p.node},
		},
		Spec: v1.PersistentVolumeSpec{
			PersistentVolumeReclaimPolicy: *class.ReclaimPolicy,
			AccessModes:                   claim.Spec.AccessModes,
			VolumeMode:                    claim.Spec.VolumeMode,
			MountOptions:                  class.MountOptions,
			Capacity: v1.ResourceList{
				v1.ResourceStorage: claim.Spec.Resources.Requests[v1.ResourceStorage],
			},
			PersistentVolumeSource: v1.PersistentVolumeSource{
				HostPath: &v1.HostPathVolumeSource{Path: path, Type: &isDirectory},
			},
		},
	}
	if root == p.own {
		volume.Spec.NodeAffinity = onlyOn(p.node)
	}
	return volume, controller.ProvisioningFinished, nil
}

// ShouldDelete leaves a volume to the node that made it.
func (p *provisioner) ShouldDelete(_ context.Context, volume *v1.PersistentVolume) bool {
	return volume.Annotations[madeOn] == p.node
}

// Delete removes a folder that this program made, and no other, whatever the volume says.
func (p *provisioner) Delete(_ context.Context, volume *v1.PersistentVolume) error {
	source := volume.Spec.HostPath
	if source == nil {
		return fmt.Errorf("%s is no folder", volume.Name)
	}
	for _, root := range []string{p.own, p.shared} {
		if source.Path == filepath.Join(root, volume.Name) {
			return os.RemoveAll(source.Path)
		}
	}
	return fmt.Errorf("%s is none of the folders of this node", source.Path)
}

func (p *provisioner) rootOf(kind string) (string, error) {
	switch kind {
	case "own":
		return p.own, nil
	case "shared":
		return p.shared, nil
	}
	return "", fmt.Errorf("the storage class asks for the folder %q: own or shared", kind)
}

func onlyOn(node string) *v1.VolumeNodeAffinity {
	here := v1.NodeSelectorRequirement{
		Key: v1.LabelHostname, Operator: v1.NodeSelectorOpIn, Values: []string{node},
	}
	term := v1.NodeSelectorTerm{MatchExpressions: []v1.NodeSelectorRequirement{here}}
	return &v1.VolumeNodeAffinity{
		Required: &v1.NodeSelector{NodeSelectorTerms: []v1.NodeSelectorTerm{term}},
	}
}

func main() {
	name := flag.String("name", "", "the provisioner that storage classes name")
	node := flag.String("node", "", "the node that this runs on")
	own := flag.String("own", "", "the folder for volumes of this node")
	shared := flag.String("shared", "", "the folder that all nodes share")
	flag.Parse()
	config, err := rest.InClusterConfig()
	if err != nil {
		klog.ErrorS(err, "No credentials")
		os.Exit(1)
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		klog.ErrorS(err, "No client")
		os.Exit(1)
	}
	ctx := context.Background()
	// No leader: each of them answers for its own node. No end to retries: what ails a node heals.
	// And no long breath between them: by default the first one comes after 15 s.
	controller.NewProvisionController(ctx, client, *name,
		&provisioner{node: *node, own: *own, shared: *shared},
		controller.LeaderElection(false),
		controller.FailedProvisionThreshold(0),
		controller.FailedDeleteThreshold(0),
		controller.RateLimiter(
			workqueue.NewTypedItemExponentialFailureRateLimiter[string](retryAfter, retryAtMost),
		),
	).Run(ctx)
}
